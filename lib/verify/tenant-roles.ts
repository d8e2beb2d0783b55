import { z } from 'zod';
import { resourcesOfType, type Rendered, type RenderedResource } from '../rendered';
import { describeResource } from './describe-object';
import { findStatements, negatedElements, type Statement } from '../iam/policy-statements';
import type { RenderedFinding, RenderedRule } from './rendered-rule';
import { statementFaults } from './tenant-statements';
import { renderedTenancy, resourceTenant, textProperty, type RenderedTenancy } from './tenancy';

/**
 * A tenant's IAM roles may use only its own resources, and only its own pods may assume them. If an ARN has one star
 * too many, or a path has no slash at its end, the tenant can read data of others, and neither CloudFormation nor a
 * test of the tenant shows that.
 */
export const tenantRolesRule: RenderedRule = {
  id: 'tenant-roles',
  holds: 'a tenant’s roles may use only its own resources, and only its ServiceAccounts may assume them',
  findings: (rendered) => {
    const tenancy = renderedTenancy(rendered);
    return [
      ...untagged(rendered),
      ...resourcesOfType(rendered.resources, 'AWS::IAM::Role').flatMap((role) => [
        ...strangersTrust(role, tenancy),
        ...(resourceTenant(role) === undefined ? [] : roleFindings(role, resourceTenant(role) ?? '', tenancy)),
      ]),
      ...policyTypes.flatMap((type) =>
        resourcesOfType(rendered.resources, type).flatMap((policy) => attachedFindings(policy, rendered, tenancy)),
      ),
    ];
  },
};

const ownedTypes: readonly string[] = ['AWS::IAM::Role', 'AWS::S3::Bucket', 'AWS::SecretsManager::Secret'];

/**
 * Resources without the tenant's tag in a stack with tagged roles: their tenant is unknown. Stacks of the platform may hold
 * passwords of tenants.
 */
function untagged({ resources }: Rendered): readonly RenderedFinding[] {
  const roles = resourcesOfType(resources, 'AWS::IAM::Role').filter((each) => resourceTenant(each) !== undefined);
  const stacks = new Set(roles.map(({ stack }) => stack));
  return resources
    .filter(
      (each) => ownedTypes.includes(each.resource.Type) && resourceTenant(each) === undefined && stacks.has(each.stack),
    )
    .map((each) =>
      finding(each, 'is in a stack of tenants, and no tag names its tenant', 'tag it with commons-platform/tenant'),
    );
}

const rolePolicies = z.array(z.looseObject({ PolicyDocument: z.unknown() })).default([]);

function roleFindings(role: RenderedResource, tenant: string, tenancy: RenderedTenancy): readonly RenderedFinding[] {
  const { AssumeRolePolicyDocument, Policies, ManagedPolicyArns } = role.resource.Properties;
  const policies = rolePolicies.safeParse(Policies).data;
  return [
    ...(textProperty(role, 'RoleName')?.includes(`-${tenant}-`) === true
      ? []
      : [
          finding(
            role,
            `is tagged with tenant ${tenant}, and its name does not say that`,
            `name it <environment>-${tenant}-…, or correct its tag`,
          ),
        ]),
    ...(findStatements(AssumeRolePolicyDocument) === undefined || policies === undefined ? [unreadable(role)] : []),
    ...allowedIn(AssumeRolePolicyDocument).flatMap((statement) =>
      trustFaults(statement, tenant, tenancy).map((reason) =>
        finding(role, reason, `allow only system:serviceaccount:${tenant}:<name> from the cluster's issuer`),
      ),
    ),
    ...(ManagedPolicyArns === undefined
      ? []
      : [finding(role, 'has managed policies, which name no tenant', 'write its statements into the role')]),
    ...(policies ?? []).flatMap(({ PolicyDocument }) => documentFindings(role, PolicyDocument, tenant, tenancy)),
  ];
}

const unreadable = (place: RenderedResource): RenderedFinding =>
  finding(place, 'has a policy that is an expression, which cannot be checked', 'write its statements out');

/** The Allow statements of a policy document; none of one that is an expression. */
const allowedIn = (document: unknown): readonly Statement[] =>
  (findStatements(document) ?? []).filter(({ Effect }) => Effect !== 'Deny');

/** Findings for a policy document, each fault once even if several statements have it. */
function documentFindings(
  place: RenderedResource,
  document: unknown,
  tenant: string,
  tenancy: RenderedTenancy,
): readonly RenderedFinding[] {
  if (findStatements(document) === undefined) return [unreadable(place)];
  const faults = new Set(allowedIn(document).flatMap((statement) => statementFaults(statement, tenant, tenancy)));
  return [...faults].map((fault) =>
    finding(
      place,
      `tenant ${tenant} may use what is not its own: ${fault}`,
      `name ${tenant} in full, with a slash behind it`,
    ),
  );
}

const subject = /^system:serviceaccount:([a-z0-9-]+):[a-z0-9.-]+$/;

function trustFaults(
  statement: Statement,
  tenant: string,
  { namespaceOwner, account }: RenderedTenancy,
): readonly string[] {
  const { Principal = {}, Condition } = statement;
  const subjects = Object.entries(Condition.StringEquals ?? {}).flatMap(([key, values]) =>
    key.endsWith(':sub') ? values.map(String) : [],
  );
  const principals = Object.entries(Principal).flatMap(([kind, values]) =>
    values.map((value) => [kind, String(value)] as const),
  );
  return [
    ...negatedElements(statement).map((key) => `its trust policy uses ${key}`),
    ...principals
      .filter(([kind, value]) => kind !== 'Federated' || (account !== undefined && !value.includes(`:${account}:`)))
      .map(([kind, value]) => `its trust policy allows ${kind} ${value}`),
    ...(subjects.length > 0 ? [] : ['its trust policy names no ServiceAccount']),
    ...subjects
      .filter((text) => {
        const namespace = subject.exec(text)?.[1];
        return namespace === undefined || (namespaceOwner(namespace) ?? namespace) !== tenant;
      })
      .map((text) => `its trust policy allows ${text}`),
  ];
}

/** Roles without a tenant whose trust policy nevertheless lets pods or roles of a tenant assume them. */
const strangersTrust = (
  role: RenderedResource,
  { namespaceOwner, tenantsByRole }: RenderedTenancy,
): readonly RenderedFinding[] =>
  resourceTenant(role) !== undefined
    ? []
    : allowedIn(role.resource.Properties.AssumeRolePolicyDocument).flatMap(({ Principal = {}, Condition }) =>
        [...Object.values(Principal), ...Object.values(Condition).flatMap((keys) => Object.values(keys))]
          .flat()
          .map(String)
          .flatMap((text) => {
            const namespace = namespaceOwner(subject.exec(text)?.[1] ?? '');
            const owners = namespace === undefined ? callers(text, tenantsByRole) : [namespace];
            return owners.map((owner) =>
              finding(
                role,
                `allows ${text}, and is not a role of tenant ${owner}`,
                'give the tenant a role of its own',
              ),
            );
          }),
      );

/** Tenants with a role that the text names, as an ARN or a pattern of ARNs. */
const callers = (text: string, tenantsByRole: RenderedTenancy['tenantsByRole']): readonly string[] =>
  /^arn:aws[a-z-]*:iam::[^:]*:role\//.test(text) ? tenantsByRole(text) : [];

const policyTypes = ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy'] as const;

/** Findings for a managed policy that is attached to roles of tenants. */
function attachedFindings(policy: RenderedResource, { resources }: Rendered, tenancy: RenderedTenancy) {
  const { Roles, RoleName, PolicyDocument } = policy.resource.Properties;
  const names = [...z.array(z.unknown()).default([]).parse(Roles), ...(RoleName === undefined ? [] : [RoleName])];
  const unknown = names.filter((name) => typeof name !== 'string' && !roleReference.safeParse(name).success);
  const tenants = names.flatMap((name) => {
    const { data } = roleReference.safeParse(name);
    const role = resources.find(
      (each) =>
        each.resource.Type === 'AWS::IAM::Role' &&
        (data === undefined
          ? textProperty(each, 'RoleName') === name
          : each.stack === policy.stack && each.logicalId === data.Ref),
    );
    return role === undefined ? [] : (resourceTenant(role) ?? []);
  });
  return [
    ...(unknown.length === 0
      ? []
      : [finding(policy, 'is attached to a role by an expression, so nobody knows to whose', 'name the role')]),
    ...[...new Set(tenants)].flatMap((tenant) => documentFindings(policy, PolicyDocument, tenant, tenancy)),
  ];
}

const roleReference = z.looseObject({ Ref: z.string() });

const finding = (each: RenderedResource, reason: string, remedy: string): RenderedFinding => ({
  place: describeResource(each),
  reason,
  remedy,
});
