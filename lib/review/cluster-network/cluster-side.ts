import { canonical } from '../difference';
import { groupBy } from '../../group-by';
import { allAddresses } from '../network/addresses';
import { intersectBoxes, subtractBoxes, type Box } from '../network/boxes';
import type { TrafficDirection } from '../network/security-groups';
import { allProtocols } from '../network/traffic';
import type { NetworkPods } from './cluster-pods';
import type { EgressFirewall } from './egress-firewall';
import { matchesLabels } from '../label-selector';
import { allPodPorts, numberForName } from './policy-ports';
import type { PodPeer, PolicyRule, TrafficPolicy } from './policy-rules';
import type { NamespaceLabels } from './presumed-pods';

/** The rules of one direction that hold for some pods. */
export interface AppliedRules {
  readonly admin: readonly PolicyRule[];
  /** Undefined if no NetworkPolicy selects the pods. */
  readonly namespace: readonly PolicyRule[] | undefined;
  readonly baseline: readonly PolicyRule[];
  readonly policies: readonly TrafficPolicy[];
}

const allTraffic: Box = [allProtocols, allPodPorts];
const allOutside: readonly Box[] = allAddresses.map((block) => [block, ...allTraffic]);

/** Who may send what to whom in one version of a cluster. */
export class ClusterSide {
  private readonly applied = new Map<string, AppliedRules>();
  private readonly matched = new Map<string, ReadonlySet<string>>();
  private readonly matchedPeers = new WeakMap<PodPeer, ReadonlySet<string>>();
  private readonly byNamespace: ReadonlyMap<string, readonly NetworkPods[]>;
  private readonly ownPolicies: ReadonlyMap<string, readonly TrafficPolicy[]>;
  private readonly clusterPolicies: readonly TrafficPolicy[];
  private readonly byKey: ReadonlyMap<string, NetworkPods>;

  constructor(
    readonly namespaces: NamespaceLabels,
    readonly pods: readonly NetworkPods[],
    policies: readonly TrafficPolicy[],
    private readonly firewalls: ReadonlyMap<string, EgressFirewall>,
  ) {
    this.byKey = new Map(pods.map((each) => [each.key, each]));
    this.byNamespace = groupBy(pods, ({ namespace }) => namespace);
    this.ownPolicies = groupBy(
      policies.filter(({ tier }) => tier === 'namespace'),
      ({ object }) => object.metadata.namespace ?? '',
    );
    this.clusterPolicies = policies
      .filter(({ tier }) => tier !== 'namespace')
      .toSorted((one, other) => one.priority - other.priority);
  }

  pod(key: string): NetworkPods | undefined {
    return this.byKey.get(key);
  }

  podsIn(namespace: string): readonly NetworkPods[] {
    return this.byNamespace.get(namespace) ?? [];
  }

  firewall(namespace: string): EgressFirewall | undefined {
    return this.firewalls.get(namespace);
  }

  /** Keys of the pods that a peer names. */
  podsAt(peer: PodPeer): ReadonlySet<string> {
    const known = this.matchedPeers.get(peer);
    if (known !== undefined) return known;
    const key = canonical(peer);
    const found = this.matched.get(key) ?? this.findPods(peer);
    this.matched.set(key, found);
    this.matchedPeers.set(peer, found);
    return found;
  }

  private findPods(peer: PodPeer): ReadonlySet<string> {
    const { namespaces } = peer;
    const names =
      'own' in namespaces
        ? [namespaces.own]
        : [...this.namespaces].flatMap(([name, labels]) => (matchesLabels(namespaces, labels) ? [name] : []));
    return new Set(
      names.flatMap((name) =>
        (this.byNamespace.get(name) ?? []).flatMap((each) => (matchesLabels(peer.pods, each.labels) ? [each.key] : [])),
      ),
    );
  }

  rules(pod: NetworkPods, direction: TrafficDirection): AppliedRules {
    const key = `${direction} ${pod.key}`;
    const known = this.applied.get(key);
    if (known !== undefined) return known;
    const own = (this.ownPolicies.get(pod.namespace) ?? []).filter(
      (policy) => policy[direction] !== undefined && matchesLabels(policy.subject.pods, pod.labels),
    );
    const cluster = this.clusterPolicies.filter(({ subject }) => this.podsAt(subject).has(pod.key));
    const tier = (name: TrafficPolicy['tier']) =>
      cluster.filter((each) => each.tier === name).flatMap((each) => each[direction] ?? []);
    const found = {
      admin: tier('admin'),
      namespace: own.length === 0 ? undefined : own.flatMap((each) => each[direction] ?? []),
      baseline: tier('baseline'),
      policies: [...own, ...cluster],
    };
    this.applied.set(key, found);
    return found;
  }

  /** What pods may send to other pods: where the rules of both sides allow it. */
  flow(caller: NetworkPods, callee: NetworkPods): readonly Box[] {
    const taken = this.taken(caller, callee);
    return taken.length === 0 ? [] : intersectBoxes(taken, this.between(caller, 'egress', callee, callee));
  }

  /** What pods would take from other pods, whether those may send it or not. */
  taken(caller: NetworkPods, callee: NetworkPods): readonly Box[] {
    return this.between(callee, 'ingress', caller, callee);
  }

  /** What pods may receive from addresses, or send to them. */
  outside(pod: NetworkPods, direction: TrafficDirection): readonly Box[] {
    const allowed = decide(this.rules(pod, direction), allOutside, (rule) =>
      (rule.peers?.addresses ?? allAddresses).flatMap((block) =>
        portBoxes(rule, direction === 'ingress' ? pod : undefined).map((box) => [block, ...box]),
      ),
    );
    const firewall = direction === 'egress' ? this.firewall(pod.namespace) : undefined;
    return firewall === undefined ? allowed : intersectBoxes(allowed, firewall.allowed);
  }

  private between(
    self: NetworkPods,
    direction: TrafficDirection,
    peer: NetworkPods,
    callee: NetworkPods,
  ): readonly Box[] {
    return decide(this.rules(self, direction), [allTraffic], (rule) =>
      rule.peers === undefined || rule.peers.pods.some((each) => this.podsAt(each).has(peer.key))
        ? portBoxes(rule, callee)
        : [],
    );
  }
}

/** What rules allow: administrators' first, then those of the namespace if there are some, and else what holds without any. */
function decide(
  { admin, namespace, baseline }: AppliedRules,
  all: readonly Box[],
  boxesFor: (rule: PolicyRule) => readonly Box[],
): readonly Box[] {
  const first = inOrder(admin, all, boxesFor);
  if (namespace === undefined) {
    const last = inOrder(baseline, first.rest, boxesFor);
    return [...first.allowed, ...last.allowed, ...last.rest];
  }
  return [...first.allowed, ...intersectBoxes(first.rest, namespace.flatMap(boxesFor))];
}

/** Of the rules that match, the first one decides; what is passed on or not matched is the rest. */
function inOrder(rules: readonly PolicyRule[], all: readonly Box[], boxesFor: (rule: PolicyRule) => readonly Box[]) {
  const allowed: Box[] = [];
  const passed: Box[] = [];
  let undecided = all;
  for (const rule of rules) {
    const boxes = boxesFor(rule);
    const decided = intersectBoxes(undecided, boxes);
    if (rule.action === 'Allow') allowed.push(...decided);
    if (rule.action === 'Pass') passed.push(...decided);
    undecided = subtractBoxes(undecided, boxes);
  }
  return { allowed, rest: [...passed, ...undecided] };
}

/** Protocols and ports of a rule, with the names of ports as the pods at which they are have them. */
const portBoxes = ({ ports }: PolicyRule, at: NetworkPods | undefined): readonly Box[] =>
  ports === undefined
    ? [allTraffic]
    : ports.map((each): Box => {
        if (typeof each.ports !== 'string') return [each.protocol, each.ports];
        const named = at?.namedPorts[each.ports];
        const number = named === undefined ? numberForName(each.ports) : BigInt(named);
        return [each.protocol, [number, number]];
      });
