import { z } from 'zod';
import { qualifiedKind, type RenderedObject } from '../../rendered';
import { parseAddresses, parseBlocks } from '../network/addresses';
import { subtractBoxes, type Box, type Interval } from '../network/boxes';
import { labelSelectorSchema, type LabelSelector } from '../label-selector';
import { toPolicyPorts, type PolicyPort } from './policy-ports';

/** Pods that a rule names: of the namespace of its policy, or of those that a selector matches. */
export interface PodPeer {
  readonly namespaces: { readonly own: string } | LabelSelector;
  readonly pods: LabelSelector;
}

/** With whom a policy allows or denies traffic. */
export interface PolicyRule {
  readonly action: 'Allow' | 'Deny' | 'Pass';
  /** Undefined is everybody. */
  readonly peers: { readonly pods: readonly PodPeer[]; readonly addresses: readonly Interval[] } | undefined;
  /** Undefined is all ports of all protocols. */
  readonly ports: readonly PolicyPort[] | undefined;
  /** Addresses that the rule leaves out. */
  readonly except: readonly Interval[];
}

/** A policy in the order in which it decides: administrators', namespaces' own, and what holds where those say nothing. */
export interface TrafficPolicy {
  readonly object: RenderedObject;
  readonly tier: 'admin' | 'namespace' | 'baseline';
  readonly priority: number;
  readonly subject: PodPeer;
  /** Undefined if the policy says nothing of that direction. */
  readonly ingress: readonly PolicyRule[] | undefined;
  readonly egress: readonly PolicyRule[] | undefined;
}

const list = <Each extends z.ZodType>(each: Each) =>
  z
    .array(each)
    .nullish()
    .transform((value) => value ?? []);

const everything: LabelSelector = { matchLabels: {}, matchExpressions: [] };

const peerSchema = z.looseObject({
  podSelector: labelSelectorSchema.optional(),
  namespaceSelector: labelSelectorSchema.optional(),
  ipBlock: z.looseObject({ cidr: z.string(), except: list(z.string()) }).optional(),
});

const policySchema = z.looseObject({
  podSelector: labelSelectorSchema.prefault({}),
  policyTypes: z.array(z.enum(['Ingress', 'Egress'])).optional(),
  ingress: list(z.looseObject({ from: list(peerSchema), ports: z.unknown().optional() })),
  egress: list(z.looseObject({ to: list(peerSchema), ports: z.unknown().optional() })),
});

const scopeSchema = z.looseObject({
  namespaces: labelSelectorSchema.optional(),
  pods: z
    .looseObject({ namespaceSelector: labelSelectorSchema.prefault({}), podSelector: labelSelectorSchema.prefault({}) })
    .optional(),
  networks: list(z.string()),
});

const adminRule = { action: z.enum(['Allow', 'Deny', 'Pass']), ports: z.unknown().optional() };
const adminSchema = z.looseObject({
  priority: z.number().default(0),
  subject: scopeSchema,
  ingress: list(z.looseObject({ ...adminRule, from: z.array(scopeSchema) })),
  egress: list(z.looseObject({ ...adminRule, to: z.array(scopeSchema) })),
});

/** Kinds of policies that are read, `<group>/<kind>`. */
export const policyKinds: Readonly<Record<string, TrafficPolicy['tier']>> = {
  'networking.k8s.io/NetworkPolicy': 'namespace',
  'policy.networking.k8s.io/AdminNetworkPolicy': 'admin',
  'policy.networking.k8s.io/BaselineAdminNetworkPolicy': 'baseline',
};

/** Returns what a policy says; undefined if it cannot be read. */
export function toTrafficPolicy(object: RenderedObject): TrafficPolicy | undefined {
  const tier = policyKinds[qualifiedKind(object)];
  if (tier === undefined) return undefined;
  return tier === 'namespace' ? ofNamespace(object) : ofAdministrator(object, tier);
}

function ofNamespace(object: RenderedObject): TrafficPolicy | undefined {
  const { data } = policySchema.safeParse(object.spec);
  if (data === undefined) return undefined;
  const own = object.metadata.namespace ?? 'default';
  const rule = (peers: readonly z.output<typeof peerSchema>[], ports: unknown): PolicyRule | undefined => {
    const read = toPolicyPorts(ports);
    const blocks = peers.flatMap(({ ipBlock }) => ipBlock ?? []);
    if (read === 'unknown' || blocks.some(({ cidr }) => parseAddresses(cidr) === undefined)) return undefined;
    const addresses = blocks.flatMap(({ cidr, except }) =>
      subtractBoxes(toBoxes(parseBlocks([cidr])), toBoxes(parseBlocks(except))),
    );
    const pods = peers
      .filter(({ ipBlock }) => ipBlock === undefined)
      .map(({ namespaceSelector, podSelector = everything }) => ({
        namespaces: namespaceSelector ?? { own },
        pods: podSelector,
      }));
    return {
      action: 'Allow',
      peers: peers.length === 0 ? undefined : { pods, addresses: toIntervals(addresses) },
      ports: read,
      except: parseBlocks(blocks.flatMap(({ except }) => except)),
    };
  };
  const ingress = data.ingress.map(({ from, ports }) => rule(from, ports));
  const egress = data.egress.map(({ to, ports }) => rule(to, ports));
  const types = data.policyTypes ?? ['Ingress', ...(egress.length > 0 ? ['Egress'] : [])];
  return complete(
    { object, tier: 'namespace', priority: 0, subject: { namespaces: { own }, pods: data.podSelector } },
    types.includes('Ingress') ? ingress : undefined,
    types.includes('Egress') ? egress : undefined,
  );
}

function ofAdministrator(object: RenderedObject, tier: TrafficPolicy['tier']): TrafficPolicy | undefined {
  const { data } = adminSchema.safeParse(object.spec);
  const subject = data && toPodPeers([data.subject])[0];
  if (data === undefined || subject === undefined) return undefined;
  const rule = (
    action: PolicyRule['action'],
    peers: readonly z.output<typeof scopeSchema>[],
    ports: unknown,
  ): PolicyRule | undefined => {
    const read = toPolicyPorts(ports);
    const addresses = parseBlocks(peers.flatMap(({ networks }) => networks));
    return read === 'unknown'
      ? undefined
      : { action, peers: { pods: toPodPeers(peers), addresses }, ports: read, except: [] };
  };
  return complete(
    { object, tier, priority: data.priority, subject },
    data.ingress.map(({ action, from, ports }) => rule(action, from, ports)),
    data.egress.map(({ action, to, ports }) => rule(action, to, ports)),
  );
}

function complete(
  policy: Omit<TrafficPolicy, 'ingress' | 'egress'>,
  ingress: readonly (PolicyRule | undefined)[] | undefined,
  egress: readonly (PolicyRule | undefined)[] | undefined,
): TrafficPolicy | undefined {
  const [read, sent] = [ingress, egress].map((rules) => rules?.filter((rule) => rule !== undefined));
  const isComplete = read?.length === ingress?.length && sent?.length === egress?.length;
  return isComplete ? { ...policy, ingress: read, egress: sent } : undefined;
}

const toPodPeers = (scopes: readonly z.output<typeof scopeSchema>[]): readonly PodPeer[] =>
  scopes.flatMap(({ namespaces, pods }) => [
    ...(namespaces === undefined ? [] : [{ namespaces, pods: everything }]),
    ...(pods === undefined ? [] : [{ namespaces: pods.namespaceSelector, pods: pods.podSelector }]),
  ]);

const toBoxes = (blocks: readonly Interval[]): readonly Box[] => blocks.map((block) => [block]);
const toIntervals = (boxes: readonly Box[]): readonly Interval[] =>
  boxes.map(([block]) => block).filter((block) => block !== undefined);
