import { z } from 'zod';
import { objectsOfKind, qualifiedKind, type RenderedObject } from '../rendered';
import { podsFor } from '../review/cluster-network/cluster-pods';
import { selectsLabels } from '../review/label-selector';
import { describeObject } from './describe-object';
import { isGuarded } from './is-guarded';
import type { RenderedRule } from './rendered-rule';
import { walkValues } from './walk-values';

/** Who selects, and in which namespace. */
interface Selection {
  readonly selector: unknown;
  readonly namespace: string;
}

const peers = z
  .array(
    z.looseObject({
      podSelector: z.unknown().optional(),
      namespaceSelector: z.looseObject({ matchLabels: z.record(z.string(), z.string()).default({}) }).optional(),
    }),
  )
  .default([]);
const policySchema = z.looseObject({
  spec: z.looseObject({
    podSelector: z.unknown().optional(),
    ingress: z.array(z.looseObject({ from: peers })).default([]),
    egress: z.array(z.looseObject({ to: peers })).default([]),
  }),
});
const selectingSchema = z.looseObject({ spec: z.looseObject({ selector: z.unknown().optional() }) });

/** Kinds with one selector of pods. */
const selecting: ReadonlySet<string> = new Set(['monitoring.coreos.com/PodMonitor', 'policy/PodDisruptionBudget']);

/**
 * Everybody takes a selector of pods that are not there, and it does nothing: a policy guards nothing or lets nobody in, a monitor reads
 * nothing. Operators make pods of their own in namespaces of the platform, so those of tenants alone are judged.
 */
export const selectedPodsRule: RenderedRule = {
  id: 'selected-pods',
  holds:
    'in namespaces of tenants, NetworkPolicies, monitors, budgets and rules for the place of pods select pods that are there',
  findings: ({ objects }) => {
    const guarded = new Set(
      objectsOfKind(objects, '/Namespace')
        .filter(isGuarded)
        .map(({ metadata }) => metadata.name),
    );
    const pods = objects.flatMap(podsFor);
    const isThere = ({ selector, namespace }: Selection): boolean =>
      pods.some((each) => each.namespace === namespace && selectsLabels(selector, each.labels) === true);
    return objects.flatMap((object) =>
      guarded.has(object.metadata.namespace ?? '')
        ? selections(object)
            .filter(({ namespace }) => guarded.has(namespace))
            .filter((selection) => !isEverything(selection) && !isThere(selection))
            .map(({ selector, namespace }) => ({
              place: describeObject(object),
              reason: `selects pods in ${namespace} by ${JSON.stringify(selector)}, and there are none`,
              remedy: 'take the labels from what makes the pods',
            }))
        : [],
    );
  },
};

/** Whether a selector asks for nothing, and so takes whatever comes. */
const isEverything = ({ selector }: Selection): boolean => selectsLabels(selector, {}) === true;

function selections(object: RenderedObject): readonly Selection[] {
  const { namespace = '' } = object.metadata;
  const kind = qualifiedKind(object);
  if (kind === 'networking.k8s.io/NetworkPolicy') {
    const { podSelector, ingress, egress } = policySchema.parse(object).spec;
    return [
      { selector: podSelector, namespace },
      ...[...ingress.flatMap(({ from }) => from), ...egress.flatMap(({ to }) => to)].flatMap((peer) => {
        const elsewhere = peer.namespaceSelector?.matchLabels['kubernetes.io/metadata.name'];
        const isElsewhere = peer.namespaceSelector !== undefined;
        // Which namespaces others select by their labels is not known.
        return peer.podSelector === undefined || (isElsewhere && elsewhere === undefined)
          ? []
          : [{ selector: peer.podSelector, namespace: elsewhere ?? namespace }];
      }),
    ];
  }
  if (selecting.has(kind)) return [{ selector: selectingSchema.parse(object).spec.selector, namespace }];
  // Where pods are placed beside others or apart from them.
  return [...walkValues(object)].flatMap(([path, selector]) =>
    path.endsWith('.labelSelector') ? [{ selector, namespace }] : [],
  );
}
