import type { ResourceChange } from '../changes';
import type { Comparison } from '../comparison';
import { objectKey } from '../comparison';
import { canonical } from '../difference';
import { platformNamespaces } from '../platform-namespaces';
import type { RuleFinding } from '../review-rule';
import { clusterSides, firewallKind } from './cluster-sides';
import { outsideFindings } from './outside-findings';
import { policyKinds } from './policy-rules';

/** Whether a VPC gets other addresses: it is replaced with all that is in it, so nothing of the old addresses has to be reached. */
const movesNetwork = ({ type, before, after }: ResourceChange): boolean =>
  type === 'AWS::EC2::VPC' &&
  before !== undefined &&
  after !== undefined &&
  canonical(before.Properties.CidrBlock) !== canonical(after.Properties.CidrBlock);

/** Pods that stay and may no longer send to addresses or names outside of the cluster to which they could. */
export function lostSends(comparison: Comparison): readonly RuleFinding[] {
  const changed = comparison.objects.filter(({ kind }) => kind in policyKinds || kind === firewallKind);
  if (comparison.before.files.size === 0 || changed.length === 0 || comparison.resources.some(movesNetwork)) return [];
  const { before, after, unread } = clusterSides(comparison);
  const isOurs = platformNamespaces(comparison);
  return outsideFindings({ before: after, after: before, unread }).egress.flatMap(({ subject, what, pods }) => {
    const there = pods.filter(({ key }) => after.pod(key) !== undefined);
    const [pod] = there;
    if (pod === undefined) return [];
    const keys = new Set(
      there.flatMap(({ key, namespace }) =>
        [before, after].flatMap((side) => {
          const own = side.pod(key);
          const firewall = side.firewall(namespace);
          return [
            ...(own === undefined ? [] : side.rules(own, 'egress').policies),
            ...(firewall === undefined ? [] : [firewall]),
          ].map(({ object }) => objectKey(object));
        }),
      ),
    );
    const targets = changed.filter(({ kind, namespace, name }) => keys.has(`${kind} ${namespace} ${name}`));
    // Where everything could be sent, and now what is needed, nothing has to be lost.
    const isNarrowed = what.startsWith('may send everything') && after.outside(pod, 'egress').length > 0;
    return [
      {
        class: isOurs(pod.namespace) && !isNarrowed ? ('interrupts' as const) : ('watch' as const),
        layer: 'cluster' as const,
        subject,
        what: what.replace(/^may send/, 'may no longer send').replace(/, which its firewall refused$/, ''),
        why: 'Packets are dropped without an answer: whoever calls waits until it gives up.',
        remedy: 'Keep the policy that allows it as long as something there is called.',
        targets: (targets.length > 0 ? targets : changed.slice(0, 1)).map((change) => ({ change })),
      },
    ];
  });
}
