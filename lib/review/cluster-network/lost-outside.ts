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

/** Pods that stay and may no longer send to addresses or names outside of the cluster, or be reached from there, as they could. */
export function lostOutside(comparison: Comparison): readonly RuleFinding[] {
  const changed = comparison.objects.filter(({ kind }) => kind in policyKinds || kind === firewallKind);
  if (comparison.before.files.size === 0 || changed.length === 0 || comparison.resources.some(movesNetwork)) return [];
  const { before, after, unread } = clusterSides(comparison);
  const isOurs = platformNamespaces(comparison);
  const lost = outsideFindings({ before: after, after: before, unread });
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    lost[direction].flatMap(({ subject, what, pods }) => {
      const there = pods.filter(({ key }) => after.pod(key) !== undefined);
      const [pod] = there;
      if (pod === undefined) return [];
      const keys = new Set(
        there.flatMap(({ key, namespace }) =>
          [before, after].flatMap((side) => {
            const own = side.pod(key);
            const firewall = side.firewall(namespace);
            return [
              ...(own === undefined ? [] : side.rules(own, direction).policies),
              ...(firewall === undefined ? [] : [firewall]),
            ].map(({ object }) => objectKey(object));
          }),
        ),
      );
      const targets = changed.filter(({ kind, namespace, name }) => keys.has(`${kind} ${namespace} ${name}`));
      // Where everything was let through, and now what is needed, nothing has to be lost.
      const isNarrowed = wasEverything.test(what) && after.outside(pod, direction).length > 0;
      return [
        {
          class: isOurs(pod.namespace) && !isNarrowed ? ('interrupts' as const) : ('watch' as const),
          layer: 'cluster' as const,
          subject,
          what: what
            .replace(/^may send/, 'may no longer send')
            .replace(/^can be reached/, 'can no longer be reached')
            .replace(/, which its firewall refused$/, ''),
          why: 'Packets are dropped without an answer: whoever calls waits until it gives up.',
          remedy: 'Keep the policy that allows it as long as one calls the other.',
          targets: (targets.length > 0 ? targets : changed.slice(0, 1)).map((change) => ({ change })),
        },
      ];
    }),
  );
}

const wasEverything = /^(may send everything|can be reached on every port)/;
