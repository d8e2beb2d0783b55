import { z } from 'zod';
import { toPodTemplate } from '../pod-templates';
import { objectsOfKind, type Rendered } from '../rendered';
import { describeObject } from './describe-object';
import { isGuarded } from './is-guarded';
import type { RenderedRule } from './rendered-rule';

/** The ValidatingAdmissionPolicy that compares registries, see `cdk8s/platform/guardrails/image-sources.ts`. */
const policyName = 'commons-image-sources';

const policySchema = z.looseObject({
  spec: z.looseObject({ variables: z.array(z.looseObject({ name: z.string(), expression: z.string() })) }),
});

/** Images of pods in guarded namespaces are from registries that this policy lists; the API server refuses others. */
export const admittedImagesRule: RenderedRule = {
  id: 'admitted-images',
  holds: 'every image in a guarded namespace is from a registry that the ValidatingAdmissionPolicy lists',
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
        .filter(isGuarded)
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
                  reason: `container ${name} comes from ${registry}, which ValidatingAdmissionPolicy ${policyName} refuses`,
                  remedy: `add it to the registries of ${policyName}, which are ${registries.join(', ')}`,
                },
              ];
        });
      });
  },
};
