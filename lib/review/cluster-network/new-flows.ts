import { canonical } from '../difference';
import { areCovered, subtractBoxes, type Box } from '../network/boxes';
import type { TrafficDirection } from '../network/security-groups';
import { allProtocols } from '../network/traffic';
import type { NetworkPods } from './cluster-pods';
import type { ClusterSide } from './cluster-side';
import type { ClusterSides } from './cluster-sides';
import { allPodPorts } from './policy-ports';
import type { PodPeer } from './policy-rules';
import { otherNamespace } from './presumed-pods';
import { orderText, ruleText } from './rule-text';

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

/** Pods that could newly send to some pods, or receive from them: nobody else's traffic is another one than before. */
function peersToCheck(
  pod: NetworkPods,
  direction: TrafficDirection,
  before: ClusterSide,
  after: ClusterSide,
): readonly NetworkPods[] {
  const former = before.pod(pod.key);
  if (former === undefined) return direction === 'ingress' ? strangers(after) : after.pods;
  const [old, current] = [before.rules(former, direction), after.rules(pod, direction)];
  if (orderText(old) !== orderText(current)) {
    const isOpen = direction === 'ingress' && strangers(after).some((each) => isAllTraffic(after.flow(each, pod)));
    return isOpen ? strangers(after) : after.pods;
  }
  const known = new Set(old.namespace?.map(ruleText));
  const isRenamed = canonical(former.namedPorts) !== canonical(pod.namedPorts);
  const added = (current.namespace ?? []).filter((rule) => isRenamed || !known.has(ruleText(rule)));
  if (added.some(({ peers }) => peers === undefined)) return after.pods;
  const all = [...current.admin, ...(current.namespace ?? current.baseline)].flatMap(({ peers }) => peers?.pods ?? []);
  const keys = [
    ...added.flatMap(({ peers }) => peers?.pods ?? []).flatMap((peer) => [...after.podsAt(peer)]),
    ...all.flatMap((peer) => movedPods(peer, before, after)),
  ];
  return [...new Set(keys)].map((key) => after.pod(key)).filter((each) => each !== undefined);
}

/** The pods that stand for those of every other namespace. */
const strangers = (side: ClusterSide): readonly NetworkPods[] =>
  side.podsIn(otherNamespace).filter(({ labels }) => Object.keys(labels).length === 0);

const isAllTraffic = (boxes: readonly Box[]): boolean => areCovered([[allProtocols, allPodPorts]], boxes);

/** Pods that a peer names in one version alone, because their labels or those of their namespace are others. */
function movedPods(peer: PodPeer, before: ClusterSide, after: ClusterSide): readonly string[] {
  const [old, current] = [before.podsAt(peer), after.podsAt(peer)];
  return [...[...old].filter((key) => !current.has(key)), ...[...current].filter((key) => !old.has(key))];
}
