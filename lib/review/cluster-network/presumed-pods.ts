import { canonical } from '../difference';
import { groupBy } from '../../group-by';
import type { NetworkPods } from './cluster-pods';
import { labelsFor, matchesLabels, type Labels } from '../label-selector';
import type { PodPeer, TrafficPolicy } from './policy-rules';

/** A namespace by the labels by which policies find it. */
export type NamespaceLabels = ReadonlyMap<string, Labels>;

/** Label that the cluster gives each namespace. */
export const namespaceLabel = 'kubernetes.io/metadata.name';

/** Stands for all namespaces of which nothing is rendered and that no policy names. */
export const otherNamespace = '(every other namespace)';

/**
 * Namespaces and pods that are not rendered and yet matter: the cluster's own, which selectors name; one that stands for all others; in
 * each namespace a pod without labels, and pods that only a selector tells of, such as those that an operator makes.
 *
 * @param policies those of both versions
 * @param namespaces those of both versions
 * @param pods those of both versions
 */
export function presumedPods(
  policies: readonly TrafficPolicy[],
  namespaces: readonly NamespaceLabels[],
  pods: readonly NetworkPods[],
): { readonly namespaces: NamespaceLabels; readonly pods: readonly NetworkPods[] } {
  const peers = distinct(
    policies.flatMap(({ subject, ingress = [], egress = [] }) => [
      subject,
      ...[...ingress, ...egress].flatMap((rule) => rule.peers?.pods ?? []),
    ]),
  );
  const presumed = new Map<string, Labels>([[otherNamespace, { [namespaceLabel]: otherNamespace }]]);
  const guarded = guardedNamespaces(policies);
  for (const [name, labels] of guarded) presumed.set(name, labels);
  const matching = (peer: PodPeer): readonly string[] => {
    if ('own' in peer.namespaces) return [peer.namespaces.own];
    const selector = peer.namespaces;
    return [...namespaces, presumed].flatMap((all) =>
      [...all].flatMap(([name, labels]) => (matchesLabels(selector, labels) ? [name] : [])),
    );
  };
  for (const peer of peers) {
    if ('own' in peer.namespaces || matching(peer).length > 0) continue;
    for (const labels of labelsFor(peer.namespaces)) {
      const name = labels[namespaceLabel] ?? selectorWords(labels);
      presumed.set(name, { [namespaceLabel]: name, ...labels });
    }
  }
  const byNamespace = groupBy(pods, ({ namespace }) => namespace);
  const found = new Map<string, NetworkPods>();
  const add = (namespace: string, labels: Labels) => {
    const key = `${namespace} ${canonical(labels)}`;
    const isUnseen = presumed.has(namespace) && !guarded.has(namespace);
    const words = podWords(namespace, labels, presumed.has(namespace));
    found.set(key, { key, namespace, labels, words, namedPorts: {}, maker: undefined, isUnseen });
  };
  const all = new Set([...namespaces.flatMap((each) => [...each.keys()]), ...presumed.keys()]);
  for (const name of all) add(name, {});
  for (const peer of peers.filter(
    ({ pods: { matchLabels, matchExpressions } }) => canonical([matchLabels, matchExpressions]) !== canonical([{}, []]),
  )) {
    const there = matching(peer);
    const isKnown = there.some((name) => byNamespace.get(name)?.some(({ labels }) => matchesLabels(peer.pods, labels)));
    if (isKnown) continue;
    for (const labels of labelsFor(peer.pods)) {
      for (const name of there.length > mostNamespaces ? [otherNamespace] : there) add(name, labels);
    }
  }
  return { namespaces: presumed, pods: [...found.values()] };
}

/** A selector that matches more namespaces than this says little of any of them. */
const mostNamespaces = 3;

/** Namespaces that people make and that an administrator's policy finds by their labels: nobody renders them. */
const guardedNamespaces = (policies: readonly TrafficPolicy[]): NamespaceLabels =>
  new Map(
    policies.flatMap(({ tier, subject: { namespaces } }) =>
      tier === 'namespace' || 'own' in namespaces
        ? []
        : labelsFor(namespaces)
            .filter((labels) => Object.keys(labels).length > 0 && labels[namespaceLabel] === undefined)
            .map((labels) => {
              const name = `${anyNamespace} ${selectorWords(labels)}`;
              return [name, { ...labels, [namespaceLabel]: name }] as const;
            }),
    ),
  );

const anyNamespace = 'any namespace with';

const distinct = (peers: readonly PodPeer[]): readonly PodPeer[] => [
  ...new Map(peers.map((peer) => [canonical(peer), peer])).values(),
];

function podWords(namespace: string, labels: Labels, isPresumed: boolean): string {
  const isNamed = namespace !== otherNamespace && !namespace.startsWith(anyNamespace);
  const place = isNamed ? `namespace ${namespace}` : namespace.replace(otherNamespace, 'every other namespace');
  if (Object.keys(labels).length > 0) return `pods ${labelWords(labels)} of ${place}`;
  return `${isPresumed ? 'pods' : 'other pods'} of ${place}`;
}

const labelWords = (labels: Labels): string =>
  ['app.kubernetes.io/name', 'app', 'cnpg.io/cluster', 'cnpg.io/poolerName'].map((key) => labels[key]).find(Boolean) ??
  selectorWords(labels);

const selectorWords = (labels: Labels): string =>
  Object.entries(labels)
    .map(([key, value]) => (value === '' ? key : `${key}=${value}`))
    .join(', ');
