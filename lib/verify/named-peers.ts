import { z } from 'zod';
import { objectsOfKind, type RenderedObject } from '../rendered';
import { describeObject } from './describe-object';
import { servicesIn } from './rendered-services';
import { podLabels, selectsPods } from './service-workloads';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

const list = z.array(z.unknown()).default([]);
const policySchema = z.looseObject({
  spec: z.looseObject({
    podSelector: z.unknown(),
    policyTypes: z.array(z.string()).default([]),
    ingress: z.array(z.looseObject({ from: list, ports: list })).default([]),
    egress: z.array(z.looseObject({ to: list, ports: list })).default([]),
  }),
});

/** NetworkPolicies of every pod, also of jobs, name their peers and ports for ingress and egress. */
export const namedPeersRule: RenderedRule = {
  id: 'named-peers',
  holds: 'every pod of a service has NetworkPolicies for ingress and egress that name peers and ports',
  findings: (rendered) =>
    servicesIn(rendered).flatMap(({ objects }) =>
      objects
        .filter((object) => podLabels(object) !== undefined)
        .flatMap((workload) =>
          findFaults(workload, objects).map((fault) => ({ place: describeObject(workload), ...fault })),
        ),
    ),
};

type Fault = Omit<RenderedFinding, 'place'>;

function findFaults(workload: RenderedObject, objects: readonly RenderedObject[]): readonly Fault[] {
  const own = objectsOfKind(objects, 'networking.k8s.io/NetworkPolicy')
    .map((object) => policySchema.parse(object).spec)
    .filter(({ podSelector }) => selectsPods(podSelector, workload));
  const types = new Set(own.flatMap(({ policyTypes }) => policyTypes));
  const missing = ['Ingress', 'Egress'].filter((type) => !types.has(type));
  const isOpen = own.some(
    ({ ingress, egress }) =>
      ingress.some(({ from, ports }) => from.length === 0 || ports.length === 0) ||
      egress.some(({ to, ports }) => to.length === 0 || ports.length === 0),
  );
  const remedy = 'give it NetworkRules (cdk8s/base/network/network-rules.ts) with peers and ports';
  return [
    ...missing.map((type) => ({ reason: `no NetworkPolicy of its own covers its ${type}`, remedy })),
    ...(isOpen ? [{ reason: 'a NetworkPolicy of its own names no peers, or no ports', remedy }] : []),
  ];
}
