import type { ObjectChange } from '../changes';
import { hasPods } from '../cluster-network/cluster-pods';
import { clusterSides, firewallKind, type ClusterSides } from '../cluster-network/cluster-sides';
import { flowFindings, type TrafficFinding } from '../cluster-network/flow-findings';
import { newFlows } from '../cluster-network/new-flows';
import { outsideFindings } from '../cluster-network/outside-findings';
import { policyKinds } from '../cluster-network/policy-rules';
import { objectKey } from '../comparison';
import { exampleManifest } from '../example-files';
import type { ReviewRule, RuleFinding } from '../review-rule';
import { objectSubject } from '../subjects';

/** Packets that policies of the cluster let through now and did not before. */
export const widerClusterNetworkRule: ReviewRule = {
  id: 'wider-cluster-network',
  finds:
    'pods that can newly reach each other or the internet, computed from all policies together, however they are written',
  class: 'lets-in',
  why: 'An attacker in one application can attack every other one that its pods reach, and send data wherever they can connect.',
  remedy: 'Allow only the pods and ports that need each other; keep all other policies as they were.',
  dangerous: {
    before: { ...pods('board'), ...pods('wiki'), ...policy([{ podSelector: {} }]) },
    after: { ...pods('board'), ...pods('wiki'), ...policy([{ namespaceSelector: {} }]) },
  },
  harmless: {
    before: { ...pods('board'), ...pods('wiki'), ...policy([{ podSelector: {} }]) },
    after: {
      ...pods('board'),
      ...pods('wiki'),
      ...policy([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'board' } } }]),
    },
  },
  findings: (comparison) => {
    const changes = comparison.objects.filter(matters);
    if (comparison.before.files.size === 0 || changes.length === 0) return [];
    const sides = clusterSides(comparison);
    const byKey = new Map(changes.map((change) => [`${change.kind} ${change.namespace} ${change.name}`, change]));
    const unread = changes.filter(({ before, after }) =>
      sides.unread.some((each) => each === before || each === after),
    );
    return [
      ...unread.map((change) => ({
        class: 'watch' as const,
        layer: 'cluster' as const,
        subject: objectSubject(change),
        what: 'could not be judged, because it cannot be read',
        targets: [{ change }],
      })),
      ...trafficFindings(sides).map((found) => toFinding(found, sides, byKey)),
    ];
  },
};

/** What is said of everybody needs no second word: whoever is reached from all pods by any address, too. */
function trafficFindings(sides: ClusterSides): readonly TrafficFinding[] {
  const flows = flowFindings(newFlows(sides));
  const { ingress, egress } = outsideFindings(sides);
  const isSaidIn = ({ subject, isEverybody }: TrafficFinding, others: readonly TrafficFinding[]) =>
    isEverybody && others.some((each) => each.isEverybody && each.subject === subject);
  return [
    ...flows.filter((each) => each.class !== 'weakens' || !isSaidIn(each, egress)),
    ...ingress.filter(
      (each) =>
        !isSaidIn(
          each,
          flows.filter((flow) => flow.class !== 'weakens'),
        ),
    ),
    ...egress,
  ];
}

/** Changes that are shown where none is of the pods themselves. */
const mostTargets = 5;

/** Whether a change could let pods talk: policies, and labels of pods and namespaces. */
function matters({ kind, before, differences }: ObjectChange): boolean {
  if (kind in policyKinds || kind === firewallKind) return true;
  if (kind !== '/Namespace' && !hasPods(kind)) return false;
  return before === undefined || differences.some(({ path }) => path.includes('labels') || path.includes('ports'));
}

function toFinding(
  { class: danger, subject, what, pods: about }: TrafficFinding,
  { before, after }: ClusterSides,
  changes: ReadonlyMap<string, ObjectChange>,
): RuleFinding {
  const keys = new Set(
    about.flatMap((pod) => [
      ...(pod.maker === undefined ? [] : [pod.maker]),
      ...[before, after].flatMap((side) => {
        const there = side.pod(pod.key);
        const applied =
          there && (['ingress', 'egress'] as const).flatMap((direction) => side.rules(there, direction).policies);
        const firewall = side.firewall(pod.namespace);
        return [...(applied ?? []), ...(firewall === undefined ? [] : [firewall])].map(({ object }) =>
          objectKey(object),
        );
      }),
      `/Namespace  ${pod.namespace}`,
    ]),
  );
  const own = [...keys].map((key) => changes.get(key)).filter((change) => change !== undefined);
  return {
    class: danger,
    layer: 'cluster',
    subject,
    what,
    targets: (own.length > 0 ? own : [...changes.values()].slice(0, mostTargets)).map((change) => ({
      change,
      path: change.differences[0]?.path ?? [],
    })),
  };
}

function pods(namespace: string): ReviewRule['dangerous']['before'] {
  return exampleManifest(`${namespace}/web`, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace },
    spec: { template: { metadata: { labels: { app: 'web' } }, spec: { containers: [] } } },
  });
}

function policy(from: readonly object[]): ReviewRule['dangerous']['before'] {
  return exampleManifest('board/policy', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'web', namespace: 'board' },
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from, ports: [{ port: 8080, protocol: 'TCP' }] }] },
  });
}
