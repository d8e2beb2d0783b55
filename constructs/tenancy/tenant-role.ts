import { CfnRole, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { acknowledgedPatterns } from '../identity/wildcard-patterns';
import { webIdentity } from '../identity/web-identity';

export interface TenantRoleProps {
  readonly roleName: string;
  readonly description: string;
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  readonly namespace: string;
  /** Names of the service accounts in the namespace that may assume the role. */
  readonly serviceAccounts: readonly string[];
  readonly statements: readonly PolicyStatement[];
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * IAM role of some pods of a tenant, for an hour at a time. It is like a `WorkloadRole`, but one construct in the place
 * of five, because there are thousands of them.
 */
export class TenantRole extends CfnRole {
  constructor(scope: Construct, id: string, props: TenantRoleProps) {
    const { roleName, description, issuer, namespace, serviceAccounts, tags } = props;
    const { assumeRoleAction, federated, conditions } = webIdentity(scope, {
      issuer,
      audience: 'sts.amazonaws.com',
      subjects: serviceAccounts.map((name) => `system:serviceaccount:${namespace}:${name}`),
    });
    const statements = props.statements.map((statement): unknown => statement.toStatementJson());
    super(scope, id, {
      roleName,
      description,
      maxSessionDuration: 3600,
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: assumeRoleAction,
            Principal: { Federated: federated },
            Condition: conditions,
          },
        ],
      },
      policies: [{ policyName: 'permissions', policyDocument: { Version: '2012-10-17', Statement: statements } }],
      tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    });
    const resources = props.statements.flatMap((statement) => statement.resources);
    acknowledgeRules(
      this,
      acknowledgedPatterns(resources)
        .filter((resource) => isOwn(resource, namespace))
        .map((resource) => `AwsSolutions-IAM5[Resource::${resource}]`),
      reason,
    );
  }
}

/** Whether a pattern stands for one secret, for keys, which a condition tells apart, or for what is below a name that says the tenant. */
const isOwn = (pattern: string, tenant: string): boolean =>
  /:secret:[^*?]+-\?{6}$|:key\/\*$/.test(pattern) ||
  pattern
    .split(/[*?]/)[0]
    ?.split(/[:/]/)
    .some((part) => part === tenant || part.includes(`-tenant-${tenant}-`)) === true;

const reason = 'Whatever is below a path of the tenant is the tenant’s; keys are told apart by their alias.';
