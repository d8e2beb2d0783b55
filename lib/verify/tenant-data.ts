import { z } from 'zod';
import { resourcesOfType, type Rendered, type RenderedResource } from '../rendered';
import { describeResource } from './describe-object';
import { allowedBy, negatedElements, type Statement } from '../iam/policy-statements';
import type { RenderedFinding, RenderedRule } from './rendered-rule';
import { statementFaults } from './tenant-statements';
import { renderedTenancy, resourceTenant, textProperty, type RenderedTenancy } from './tenancy';
import { ownershipCheckFor } from './ownership-check';

/**
 * A tenant's secrets are named after it, and no policy lets other tenants use its bucket, or lets the tenant use
 * folders of others.
 */
export const tenantDataRule: RenderedRule = {
  id: 'tenant-data',
  holds: 'secrets and buckets of a tenant have its name, and no other tenant has access',
  findings: (rendered) => {
    const tenancy = renderedTenancy(rendered);
    return [
      ...resourcesOfType(rendered.resources, 'AWS::SecretsManager::Secret').flatMap((secret) =>
        nameFindings(secret, tenancy),
      ),
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
  const tenant = held === undefined ? undefined : resourceTenant(held);
  const document = policy.resource.Properties[property === 'Bucket' ? 'PolicyDocument' : 'ResourcePolicy'];
  return allowedBy(document).flatMap((statement) =>
    (tenant === undefined ? listFolders(statement, tenancy) : strangersIn(statement, tenant, tenancy)).map(
      (reason) => ({
        place: describeResource(policy),
        reason,
        remedy:
          tenant === undefined
            ? 'allow each tenant only the folder with its name'
            : `allow only roles of tenant ${tenant}, by their ARNs, or write the permissions into a role`,
      }),
    ),
  );
}

const listPrincipals = ({ Principal = {} }: Statement): readonly (readonly [string, string])[] =>
  Object.entries(Principal).flatMap(([kind, values]) => values.map((value) => [kind, String(value)] as const));

const strangersIn = (statement: Statement, tenant: string, tenancy: RenderedTenancy): readonly string[] => [
  ...negatedElements(statement).map((key) => `it uses ${key}, which allows everybody else`),
  ...listPrincipals(statement)
    .filter(([kind, value]) => kind !== 'AWS' || ownershipCheckFor(tenant, tenancy).arn(value) !== undefined)
    .map(([kind, value]) => `it belongs to tenant ${tenant}, and allows ${kind} ${value}`),
];

/** Folders that a statement in a policy of the platform lets roles of other tenants use. */
const listFolders = (statement: Statement, tenancy: RenderedTenancy): readonly string[] => {
  const tenants = listPrincipals(statement).flatMap(([, value]) => {
    const role = /^arn:aws[a-z-]*:iam::\d{12}:role\/(.+)$/.exec(value)?.[1];
    return role === undefined ? [] : (tenancy.roleOwner(role) ?? []);
  });
  return [...new Set(tenants)].flatMap((tenant) =>
    statementFaults(statement, tenant, tenancy).map(
      (reason) => `tenant ${tenant} may use what is not its own: ${reason}`,
    ),
  );
};
