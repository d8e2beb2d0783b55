import { canonical } from '../difference';
import { subtractBoxes, type Box } from '../network/boxes';
import type { TrafficDirection } from '../network/security-groups';
import type { NetworkPods } from './cluster-pods';
import type { ClusterSide } from './cluster-side';
import type { ClusterSides } from './cluster-sides';
import type { PolicyRule } from './policy-rules';
import { otherNamespace } from './presumed-pods';

/** Traffic between pods that was not allowed before. */
export interface PodFlow {
  readonly caller: NetworkPods;
  readonly callee: NetworkPods;
  readonly boxes: readonly Box[];
  /** Whether the caller may not send it, so that one policy alone stands between them. */
  readonly isRefused: boolean;
  /** Whether one of them is new in the same change. */
  readonly isNew: boolean;
}

/** Returns what pods may newly send to each other. Only pods are looked at whose rules or labels are others than before. */
export function newFlows({ before, after }: ClusterSides): readonly PodFlow[] {
  const pairs = new Map<string, readonly [caller: NetworkPods, callee: NetworkPods]>();
  for (const pod of after.pods) {
    for (const direction of ['ingress', 'egress'] as const) {
      for (const peer of peersToCheck(pod, direction, before, after)) {
        const [caller, callee] = direction === 'ingress' ? [peer, pod] : [pod, peer];
        if (caller.maker !== undefined || callee.maker !== undefined || caller.namespace !== callee.namespace)
          pairs.set(`${caller.key}\t${callee.key}`, [caller, callee]);
      }
    }
  }
  return [...pairs.values()].flatMap(([caller, callee]): readonly PodFlow[] => {
    const [oldCaller, oldCallee] = [before.pod(caller.key), before.pod(callee.key)];
    // What is new may talk as it was written to; that strangers reach it is another thing.
    if (oldCallee === undefined && (caller.namespace !== otherNamespace || callee.maker === undefined)) return [];
    if (oldCaller === undefined && (caller.namespace === callee.namespace || callee.maker === undefined)) return [];
    const isNew = oldCaller === undefined || oldCallee === undefined;
    const more = (kind: 'flow' | 'taken') =>
      subtractBoxes(after[kind](caller, callee), isNew ? [] : before[kind](oldCaller, oldCallee));
    const boxes = more('flow');
    if (boxes.length > 0) return [{ caller, callee, boxes, isRefused: false, isNew }];
    const taken = isNew ? [] : more('taken');
    return taken.length === 0 ? [] : [{ caller, callee, boxes: taken, isRefused: true, isNew }];
  });
}

/** Pods that could newly send to some pods, or receive from them. */
function peersToCheck(
  pod: NetworkPods,
  direction: TrafficDirection,
  before: ClusterSide,
  after: ClusterSide,
): readonly NetworkPods[] {
  const former = before.pod(pod.key);
  if (former === undefined) return after.pods;
  const isAnother =
    canonical([former.labels, former.namedPorts, before.namespaces.get(former.namespace)]) !==
    canonical([pod.labels, pod.namedPorts, after.namespaces.get(pod.namespace)]);
  if (isAnother) return after.pods;
  const [old, current] = [before.rules(former, direction), after.rules(pod, direction)];
  const isSame = (one: unknown, other: unknown) => canonical(one) === canonical(other);
  const { namespace } = current;
  if (!isSame([old.admin, old.baseline], [current.admin, current.baseline])) return after.pods;
  if (namespace === undefined || old.namespace === undefined) return isSame(old.namespace, namespace) ? [] : after.pods;
  const known = new Set(old.namespace.map((rule) => canonical(rule)));
  const added = namespace.filter((rule) => !known.has(canonical(rule)));
  if (added.some(({ peers }) => peers === undefined)) return after.pods;
  return [
    ...new Set(added.flatMap((rule: PolicyRule) => rule.peers?.pods ?? []).flatMap((peer) => [...after.podsAt(peer)])),
  ]
    .map((key) => after.pod(key))
    .filter((each) => each !== undefined);
}
