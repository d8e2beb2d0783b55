import { z } from 'zod';
import { resourcesOfType, type Rendered, type RenderedResource } from '../rendered';
import { describeResource } from './describe-object';
import { conditionValues, findStatements, negatedElements, type Statement } from '../iam/policy-statements';
import type { RenderedFinding, RenderedRule } from './rendered-rule';
import { keyFaults, statementFaults } from './tenant-statements';
import { renderedTenancy, resourceTenant, textProperty, type RenderedTenancy } from './tenancy';
import { ownershipCheckFor } from './ownership-check';

/**
 * A tenant's secrets are named after it, and no policy lets other tenants use its bucket, or lets the tenant use
 * folders of others.
 */
export const tenantDataRule: RenderedRule = {
  id: 'tenant-data',
  holds:
    'secrets and buckets of a tenant have its name, and no policy of a bucket, secret or key lets in another tenant',
  findings: (rendered) => {
    const tenancy = renderedTenancy(rendered);
    return [
      ...resourcesOfType(rendered.resources, 'AWS::SecretsManager::Secret').flatMap((secret) =>
        nameFindings(secret, tenancy),
      ),
      ...resourcesOfType(rendered.resources, 'AWS::S3::Bucket').flatMap((bucket) => bucketFindings(bucket)),
      ...resourcesOfType(rendered.resources, 'AWS::KMS::Key').flatMap((key) => keyPolicyFindings(key, tenancy)),
      ...resourcesOfType(rendered.resources, 'AWS::S3::BucketPolicy').flatMap((policy) =>
        policyFindings(policy, 'Bucket', rendered, tenancy),
      ),
      ...resourcesOfType(rendered.resources, 'AWS::SecretsManager::ResourcePolicy').flatMap((policy) =>
        policyFindings(policy, 'SecretId', rendered, tenancy),
      ),
    ];
  },
};

/** Secrets are named after the tenant that owns them: the role of the tenant in the name can read them. */
function nameFindings(secret: RenderedResource, tenancy: RenderedTenancy): readonly RenderedFinding[] {
  const tenant = resourceTenant(secret);
  if (tenant === undefined) return [];
  const fault = ownershipCheckFor(tenant, tenancy).secret(textProperty(secret, 'Name') ?? '');
  return fault === undefined
    ? []
    : [{ place: describeResource(secret), reason: fault, remedy: `name it <environment>/${tenant}/<service>` }];
}

/** Buckets are named after the tenant that owns them: rules and people take the owner from the name where it is not rendered. */
function bucketFindings(bucket: RenderedResource): readonly RenderedFinding[] {
  const tenant = resourceTenant(bucket);
  const name = textProperty(bucket, 'BucketName') ?? '';
  return tenant === undefined || name.includes(`-tenant-${tenant}-`)
    ? []
    : [
        {
          place: describeResource(bucket),
          reason: `${name || 'it'} is tagged with tenant ${tenant}, and its name does not say that`,
          remedy: `name it <environment>-tenant-${tenant}-…, or correct its tag`,
        },
      ];
}

/** Keys are shared, so a key's policy that names a tenant's role lets it use the key through S3 and Secrets Manager alone. */
const keyPolicyFindings = (key: RenderedResource, tenancy: RenderedTenancy): readonly RenderedFinding[] =>
  readPolicy(key.resource.Properties.KeyPolicy, (statement) => {
    const tenants = namedTenants(statement, tenancy);
    return tenants.length === 0
      ? []
      : keyFaults(statement).map((fault) => `tenant ${tenants.join(', ')} may use what is not its own: ${fault}`);
  }).map((reason) => ({
    place: describeResource(key),
    reason,
    remedy: 'leave the tenant out of it: its roles say what they may use',
  }));

/** What is wrong with each Allow statement of a policy, or that nobody can read it. */
function readPolicy(document: unknown, faults: (statement: Statement) => readonly string[]): readonly string[] {
  const statements = findStatements(document);
  if (statements === undefined) return ['its policy is an expression, which cannot be checked'];
  return statements.filter(({ Effect }) => Effect !== 'Deny').flatMap(faults);
}

/** By the property of a policy that refers to a resource: the property of that resource with its name. */
const nameProperties = { Bucket: 'BucketName', SecretId: 'Name' } as const;

function policyFindings(
  policy: RenderedResource,
  property: keyof typeof nameProperties,
  { resources }: Rendered,
  tenancy: RenderedTenancy,
): readonly RenderedFinding[] {
  const about = policy.resource.Properties[property];
  const { data } = z.looseObject({ Ref: z.string() }).safeParse(about);
  const held = resources.find((each) =>
    data === undefined
      ? textProperty(each, nameProperties[property]) === about
      : each.stack === policy.stack && each.logicalId === data.Ref,
  );
  const place = describeResource(policy);
  if (held === undefined && typeof about !== 'string')
    return [{ place, reason: 'it is about an expression, whose owner nobody knows', remedy: 'refer to its resource' }];
  const tenant = held === undefined ? toTenant(property, String(about), tenancy) : resourceTenant(held);
  const document = policy.resource.Properties[property === 'Bucket' ? 'PolicyDocument' : 'ResourcePolicy'];
  return readPolicy(document, (statement) =>
    tenant === undefined ? listFolders(statement, tenancy) : strangersIn(statement, tenant, tenancy),
  ).map((reason) => ({
    place,
    reason,
    remedy:
      tenant === undefined
        ? 'allow each tenant only the folder with its name'
        : `allow only roles of tenant ${tenant}, by their ARNs, or write the permissions into a role`,
  }));
}

/** The tenant in the name of a bucket or secret that is not rendered. */
function toTenant(property: keyof typeof nameProperties, name: string, tenancy: RenderedTenancy): string | undefined {
  const owner = property === 'Bucket' ? tenancy.bucketOwner(name) : undefined;
  return typeof owner === 'object' ? owner.tenant : undefined;
}

const listPrincipals = ({ Principal = {} }: Statement): readonly (readonly [string, string])[] =>
  Object.entries(Principal).flatMap(([kind, values]) => values.map((value) => [kind, String(value)] as const));

/** Operators that compare the ARN of the one who calls, and so let in the roles that they name. */
const arnOperators = ['ArnEquals', 'ArnLike', 'StringEquals', 'StringLike'];

/** Tenants whose roles a statement names, as principals or by a condition on who calls, one by one or by a pattern. */
const namedTenants = (statement: Statement, tenancy: RenderedTenancy): readonly string[] => {
  const callers = conditionValues(statement, arnOperators, 'aws:PrincipalArn');
  const principals = listPrincipals(statement).flatMap(([, value]) => {
    const role = /^arn:aws[a-z-]*:iam::\d{12}:role\/(.+)$/.exec(value)?.[1];
    return role === undefined ? [] : (tenancy.roleOwner(role) ?? []);
  });
  return [...new Set([...principals, ...callers.flatMap((pattern) => tenancy.tenantsByRole(pattern))])];
};

const strangersIn = (statement: Statement, tenant: string, tenancy: RenderedTenancy): readonly string[] => [
  ...negatedElements(statement).map((key) => `it uses ${key}, which allows everybody else`),
  ...listPrincipals(statement)
    .filter(([kind, value]) => kind !== 'AWS' || ownershipCheckFor(tenant, tenancy).arn(value) !== undefined)
    .map(([kind, value]) => `it belongs to tenant ${tenant}, and allows ${kind} ${value}`),
];

/** Folders that a statement in a policy of the platform lets roles of other tenants use. */
const listFolders = (statement: Statement, tenancy: RenderedTenancy): readonly string[] => {
  const everybody =
    statement.NotPrincipal !== undefined ||
    (listPrincipals(statement).some(([, value]) => value === '*') &&
      conditionValues(statement, arnOperators, 'aws:PrincipalArn').length === 0);
  return [
    ...(everybody ? ['it allows everybody, and so every tenant'] : []),
    ...namedTenants(statement, tenancy).flatMap((tenant) =>
      statementFaults(statement, tenant, tenancy).map(
        (reason) => `tenant ${tenant} may use what is not its own: ${reason}`,
      ),
    ),
  ];
};
