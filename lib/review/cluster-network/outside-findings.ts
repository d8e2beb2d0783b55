import { canonical } from '../difference';
import { groupBy } from '../../group-by';
import { addressWords, coversMost, hasMetadataAddress, isPublic } from '../network/addresses';
import { intersectBoxes, subtractBoxes, type Box, type Interval } from '../network/boxes';
import { protocolsAndPorts, trafficWords } from '../network/traffic';
import type { TrafficDirection } from '../network/security-groups';
import type { ReviewClass } from '../review-finding';
import type { NetworkPods } from './cluster-pods';
import type { ClusterSides } from './cluster-sides';
import type { TrafficFinding } from './flow-findings';
import { appliedText } from './rule-text';

/** What is newly allowed between pods and addresses outside of the cluster. */
export interface OutsideFindings {
  readonly ingress: readonly TrafficFinding[];
  readonly egress: readonly TrafficFinding[];
}

/** Says from which addresses pods take more than before, and to which they may send more. */
export function outsideFindings(sides: ClusterSides): OutsideFindings {
  const pods = sides.after.pods.filter(({ isUnseen }) => !isUnseen);
  const both = (direction: TrafficDirection) => pods.flatMap((pod) => findingsFor(pod, direction, sides));
  return { ingress: both('ingress'), egress: [...both('egress'), ...namedFindings(sides, pods)] };
}

function findingsFor(
  pod: NetworkPods,
  direction: TrafficDirection,
  { before, after }: ClusterSides,
): readonly TrafficFinding[] {
  const former = before.pod(pod.key);
  if (former === undefined) return [];
  const old = before.rules(former, direction);
  const firewalls = direction === 'egress' ? [before, after].map((side) => side.firewall(pod.namespace)?.object) : [];
  const isSame =
    appliedText(old) === appliedText(after.rules(pod, direction)) &&
    canonical(former.namedPorts) === canonical(pod.namedPorts);
  if (isSame && canonical(firewalls[0]?.spec) === canonical(firewalls[1]?.spec)) return [];
  const more = subtractBoxes(after.outside(pod, direction), before.outside(former, direction));
  const addresses = more.map(([block]) => block).filter((block) => block !== undefined);
  const excepted = [...old.admin, ...(old.namespace ?? []), ...old.baseline].flatMap(({ except }) => except);
  return more.length === 0 ? [] : [toFinding(pod, direction, more, addresses, excepted)];
}

/** Names of the internet that a firewall allows and did not allow; where there was no firewall, they were allowed. */
function namedFindings({ before, after }: ClusterSides, pods: readonly NetworkPods[]): readonly TrafficFinding[] {
  return [...groupBy(pods, ({ namespace }) => namespace)].flatMap(([namespace, there]) => {
    const [old, current] = [before.firewall(namespace), after.firewall(namespace)];
    const names = old === undefined ? [] : (current?.names.filter((name) => !old.names.includes(name)) ?? []);
    const what = `may send to ${names.join(', ')}, which its firewall refused`;
    const subject = `pods of namespace ${namespace}`;
    return names.length === 0 ? [] : [{ class: 'weakens' as const, subject, what, pods: there, isEverybody: false }];
  });
}

function toFinding(
  pod: NetworkPods,
  direction: TrafficDirection,
  more: readonly Box[],
  addresses: readonly Interval[],
  excepted: readonly Interval[],
): TrafficFinding {
  const traffic = trafficWords(protocolsAndPorts(more));
  const others = addressWords(addresses);
  return {
    class: direction === 'ingress' ? 'lets-in' : classForEgress(addresses, excepted),
    subject: pod.words,
    what:
      direction === 'ingress'
        ? `can be reached on ${traffic === 'everything' ? 'every port' : traffic} from ${others}`
        : `may send ${traffic} to ${others}`,
    pods: [pod],
    isEverybody: coversMost(addresses),
  };
}

/** Data leaves by the internet, and rights come from the address that gives out credentials; what was left out was so for a reason. */
function classForEgress(addresses: readonly Interval[], excepted: readonly Interval[]): ReviewClass {
  const blocks = addresses.map((each) => [each]);
  const wasExcepted =
    intersectBoxes(
      blocks,
      excepted.map((each) => [each]),
    ).length > 0;
  return isPublic(addresses) || hasMetadataAddress(addresses) || wasExcepted ? 'weakens' : 'watch';
}
