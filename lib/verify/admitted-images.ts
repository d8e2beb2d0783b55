import { z } from 'zod';
import { toPodTemplate } from '../pod-templates';
import { objectsOfKind, type Rendered } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

/** The guardrail that compares registries, see `cdk8s/platform/guardrails/image-sources.ts`. */
const policyName = 'commons-image-sources';

const policySchema = z.looseObject({
  spec: z.looseObject({ variables: z.array(z.looseObject({ name: z.string(), expression: z.string() })) }),
});

/** The API server refuses pods of guarded namespaces with an image from a registry that the guardrail does not list. */
export const admittedImagesRule: RenderedRule = {
  id: 'admitted-images',
  holds: 'every image of a guarded namespace comes from a registry that the guardrail lists',
  findings: ({ objects }: Rendered) => {
    const [policy] = objectsOfKind(objects, 'admissionregistration.k8s.io/ValidatingAdmissionPolicy').filter(
      ({ metadata }) => metadata.name === policyName,
    );
    if (policy === undefined) return [];
    const listed =
      policySchema.parse(policy).spec.variables.find(({ name }) => name === 'registries')?.expression ?? '';
    const registries = [...listed.matchAll(/'([^']+)'/g)].map(([, registry]) => registry);
    const guarded = new Set(
      objectsOfKind(objects, '/Namespace')
        .filter(({ metadata }) => metadata.labels['commons-platform/guardrails'] === 'enforced')
        .map(({ metadata }) => metadata.name),
    );
    return objects
      .filter(({ metadata }) => guarded.has(metadata.namespace ?? ''))
      .flatMap((object) => {
        const pod = toPodTemplate(object);
        return [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])].flatMap(({ name, image = '' }) => {
          const [registry = ''] = image.split('/');
          return registries.includes(registry)
            ? []
            : [
                {
                  place: describeObject(object),
                  reason: `container ${name} comes from ${registry}, which the guardrail refuses`,
                  remedy: `let it in by the registries of ${policyName}, which has ${registries.join(', ')}`,
                },
              ];
        });
      });
  },
};
