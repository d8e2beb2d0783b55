import type { Pattern } from '../../iam/pattern';
import { toPattern } from '../../iam/pattern-text';
import { findStatements, type Statement } from '../../iam/policy-statements';
import type { RenderedResource } from '../../rendered';
import { resourceTenant } from '../../verify/tenancy';
import { valueAt } from '../value-at';
import type { PolicyHolder } from './policy-holder';
import { resourceWords } from './resource-words';

/** Property with the name of who has rights, by type. */
const identityTypes: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::IAM::Group': 'GroupName',
};

const attachedTypes: ReadonlySet<string> = new Set([
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::UserPolicy',
  'AWS::IAM::GroupPolicy',
]);

/** Types that say what somebody may do. */
export const isIdentityType = (type: string): boolean => type in identityTypes || attachedTypes.has(type);

/** Everybody with rights, and every boundary, by a name that is the same in both versions. */
export function identityHolders(resources: readonly RenderedResource[]): ReadonlyMap<string, PolicyHolder> {
  const policies = resources.filter(({ resource: { Type } }) => attachedTypes.has(Type));
  const managed = policies.filter(({ resource: { Type } }) => Type === 'AWS::IAM::ManagedPolicy');
  const index = indexPolicies(policies);
  const holders = new Map<string, PolicyHolder>();
  const asBoundary = new Set<RenderedResource>();
  const asGiven = new Set<RenderedResource>();
  for (const each of resources.filter(({ resource: { Type } }) => Type in identityTypes)) {
    const { Policies, ManagedPolicyArns, PermissionsBoundary } = each.resource.Properties;
    const inline = toList(Policies).map((policy) => findStatements(valueAt(policy, ['PolicyDocument'])));
    const given = toList(ManagedPolicyArns).map((named) => ({
      name: toPattern(named),
      policy: index.named(each, named),
    }));
    for (const { policy } of given) if (policy !== undefined) asGiven.add(policy);
    const attached = [...index.attachedTo(each), ...given.flatMap(({ policy }) => policy ?? [])];
    for (const policy of attached) asGiven.add(policy);
    const limit = PermissionsBoundary === undefined ? undefined : index.named(each, PermissionsBoundary);
    if (limit !== undefined) asBoundary.add(limit);
    const documents = [...inline, ...attached.map(statementsIn)];
    holders.set(keyFor(each), {
      kind: 'identity',
      subject: resourceWords(each),
      statements: documents.flatMap((statements) => statements ?? []),
      managed: given.flatMap(({ name, policy }) => (policy === undefined ? [name] : [])),
      boundary: PermissionsBoundary === undefined ? undefined : nameFor(limit, PermissionsBoundary),
      limits: limit && statementsIn(limit),
      tenant: resourceTenant(each),
      about: each,
      parts: [each, ...attached, ...(limit === undefined ? [] : [limit])],
      isUnread: documents.includes(undefined),
      isDefault: false,
    });
  }
  for (const policy of managed) {
    if (asGiven.has(policy) && !asBoundary.has(policy)) continue;
    const statements = statementsIn(policy);
    holders.set(keyFor(policy), {
      kind: asBoundary.has(policy) ? 'boundary' : 'policy',
      subject: resourceWords(policy),
      statements: statements ?? [],
      managed: [],
      boundary: undefined,
      limits: undefined,
      tenant: resourceTenant(policy),
      about: policy,
      parts: [policy],
      isUnread: statements === undefined,
      isDefault: false,
    });
  }
  return holders;
}

/** What was read: one boundary holds many roles, and what a list of statements says is taken apart once. */
const read = new WeakMap<RenderedResource, readonly Statement[] | undefined>();

function statementsIn(policy: RenderedResource): readonly Statement[] | undefined {
  if (!read.has(policy)) read.set(policy, findStatements(policy.resource.Properties.PolicyDocument));
  return read.get(policy);
}

function nameIn({ resource: { Type, Properties } }: RenderedResource): string | undefined {
  const name = Properties[identityTypes[Type] ?? 'ManagedPolicyName'];
  return typeof name === 'string' ? name : undefined;
}

const keyFor = (each: RenderedResource): string =>
  `${each.resource.Type} ${nameIn(each) ?? `${each.stack}/${each.logicalId}`}`;

const nameFor = (policy: RenderedResource | undefined, named: unknown): Pattern =>
  (policy && nameIn(policy)) ?? toPattern(named);

/** Finds policies by how others refer to them. */
interface PolicyIndex {
  /** The managed policy that a resource names, by reference or by its ARN. */
  readonly named: (by: RenderedResource, reference: unknown) => RenderedResource | undefined;
  /** Policies that say themselves that they belong to somebody. */
  readonly attachedTo: (holder: RenderedResource) => readonly RenderedResource[];
}

function indexPolicies(policies: readonly RenderedResource[]): PolicyIndex {
  const byName = new Map<string, RenderedResource>();
  const byHolder = new Map<string, RenderedResource[]>();
  for (const policy of policies) {
    if (policy.resource.Type === 'AWS::IAM::ManagedPolicy') {
      byName.set(`${policy.stack} ${toPattern({ Ref: policy.logicalId })}`, policy);
      const name = nameIn(policy);
      if (name !== undefined) byName.set(name, policy);
    }
    const holders = holderProperties.flatMap((property) => toList(policy.resource.Properties[property]).map(toPattern));
    for (const holder of holders) {
      const key = holder.startsWith('${') ? `${policy.stack} ${holder}` : holder;
      byHolder.set(key, [...(byHolder.get(key) ?? []), policy]);
    }
  }
  return {
    named: ({ stack }, reference) => {
      const text = toPattern(reference);
      return byName.get(`${stack} ${text}`) ?? byName.get(text.slice(text.lastIndexOf('/') + 1));
    },
    attachedTo: (holder) => [
      ...(byHolder.get(`${holder.stack} ${toPattern({ Ref: holder.logicalId })}`) ?? []),
      ...(byHolder.get(nameIn(holder) ?? '') ?? []),
    ],
  };
}

const holderProperties = ['Roles', 'Users', 'Groups', 'RoleName', 'UserName', 'GroupName'] as const;

/** The members of a list; of one value, the value; nothing where there is none. */
function toList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
