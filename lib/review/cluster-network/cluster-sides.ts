import { qualifiedKind, type RenderedObject } from '../../rendered';
import type { Comparison } from '../comparison';
import { hasPods, podsFor, type NetworkPods } from './cluster-pods';
import { ClusterSide } from './cluster-side';
import { toEgressFirewall, type EgressFirewall } from './egress-firewall';
import type { Labels } from '../label-selector';
import { policyKinds, toTrafficPolicy, type TrafficPolicy } from './policy-rules';
import { namespaceLabel, presumedPods } from './presumed-pods';

/** Both versions of a cluster's network, and objects of both that cannot be read. */
export interface ClusterSides {
  readonly before: ClusterSide;
  readonly after: ClusterSide;
  readonly unread: readonly RenderedObject[];
}

export const firewallKind = 'k8s.ovn.org/EgressFirewall';

/** What was read: two rules ask. */
const known = new WeakMap<Comparison, ClusterSides>();

/** Reads both versions; the pods that are only presumed are the same in both. */
export function clusterSides(comparison: Comparison): ClusterSides {
  const sides = known.get(comparison) ?? readSides(comparison);
  known.set(comparison, sides);
  return sides;
}

function readSides({ before, after }: Comparison): ClusterSides {
  const [old, current] = [readSide(before.objects), readSide(after.objects)] as const;
  const presumed = presumedPods(
    [...old.policies, ...current.policies],
    [old.namespaces, current.namespaces],
    [...old.pods, ...current.pods],
  );
  const side = ({ namespaces, pods, policies, firewalls }: typeof old) => {
    const all = new Map([...namespaces, ...presumed.namespaces]);
    return new ClusterSide(
      all,
      [...pods, ...presumed.pods.filter(({ namespace }) => all.has(namespace))],
      policies,
      firewalls,
    );
  };
  return { before: side(old), after: side(current), unread: [...old.unread, ...current.unread] };
}

function readSide(objects: readonly RenderedObject[]) {
  const namespaces = new Map<string, Labels>();
  const pods: NetworkPods[] = [];
  const policies: TrafficPolicy[] = [];
  const firewalls = new Map<string, EgressFirewall>();
  const unread: RenderedObject[] = [];
  for (const object of objects) {
    const kind = qualifiedKind(object);
    const { name, namespace, labels } = object.metadata;
    if (kind === '/Namespace') namespaces.set(name, { ...labels, [namespaceLabel]: name });
    else if (hasPods(kind)) pods.push(...podsFor(object));
    else if (kind in policyKinds) {
      const policy = toTrafficPolicy(object);
      if (policy === undefined) unread.push(object);
      else policies.push(policy);
    } else if (kind === firewallKind) {
      const firewall = toEgressFirewall(object);
      if (firewall === undefined) unread.push(object);
      else firewalls.set(namespace ?? '', firewall);
    }
  }
  // Where a namespace is not rendered, what is in it tells that it is there.
  for (const { namespace } of [
    ...pods,
    ...policies.map(({ object }) => ({ namespace: object.metadata.namespace ?? '' })),
  ]) {
    if (namespace !== '' && !namespaces.has(namespace)) namespaces.set(namespace, { [namespaceLabel]: namespace });
  }
  return { namespaces, pods, policies, firewalls, unread };
}
