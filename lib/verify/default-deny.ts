import { z } from 'zod';
import { objectsOfKind, type RenderedObject } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

const policySchema = z.looseObject({
  spec: z.looseObject({
    podSelector: z.record(z.string(), z.unknown()),
    policyTypes: z.array(z.string()).default([]),
    ingress: z.array(z.unknown()).default([]),
    egress: z.array(z.unknown()).default([]),
  }),
});

/** Annotation of a namespace with the reason why it has no default-deny NetworkPolicy. */
const because = 'commons-platform/open-network-because';

/**
 * Folder of the application with the namespaces of operators. Only these may have no default-deny policy, because users
 * do not connect to them.
 */
const ofOperators = 'cluster/operators/';

export const defaultDenyRule: RenderedRule = {
  id: 'default-deny',
  holds: 'every namespace denies traffic by default, in and out; one of an operator may give a reason against that',
  findings: ({ objects }) => {
    const closed = new Set(
      objectsOfKind(objects, 'networking.k8s.io/NetworkPolicy')
        .filter(deniesAll)
        .map(({ metadata }) => metadata.namespace),
    );
    return objectsOfKind(objects, '/Namespace')
      .filter(({ metadata }) => !closed.has(metadata.name))
      .flatMap((namespace) => {
        if (!(because in namespace.metadata.annotations)) {
          return [
            {
              place: describeObject(namespace),
              reason: 'no network policy denies everything in and out of it',
              remedy: 'give it a NamespaceIsolation',
            },
          ];
        }
        return namespace.file.startsWith(ofOperators)
          ? []
          : [
              {
                place: describeObject(namespace),
                reason: 'it gives a reason for an open network, which only a namespace of an operator may',
                remedy: 'remove the annotation, and render NetworkPolicies with peers and ports',
              },
            ];
      });
  },
};

function deniesAll(policy: RenderedObject): boolean {
  const { podSelector, policyTypes, ingress, egress } = policySchema.parse(policy).spec;
  const isOfAll = Object.keys(podSelector).length === 0;
  const closes = policyTypes.includes('Ingress') && policyTypes.includes('Egress');
  return isOfAll && closes && ingress.length === 0 && egress.length === 0;
}
