import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { DeletionRole } from '../../constructs/backup/deletion-role';
import { acknowledgeWildcards } from '../../constructs/identity/acknowledge-wildcards';
import { CiRole, type CiRoleProps } from '../../constructs/identity/ci-role';
import { ContributorsBoundary, type ContributorsBoundaryProps } from '../../constructs/identity/contributors-boundary';
import { pascalCase } from '../../model/formats/pascal-case';
import type { ExecutionPolicy, Permission } from '../deployment-rights/execution-policies';
import type { DenyStatement } from '../deployment-rights/deny-statements';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface DeploymentRightsStackProps extends PlatformStackProps {
  /** Returns the name of a policy of the execution role for its purpose. */
  readonly policyName: (purpose: string) => string;
  readonly executionPolicies: readonly ExecutionPolicy[];
  /** Denials for the execution role and for every role that a stack makes. */
  readonly never: readonly DenyStatement[];
  readonly workloadBoundary: {
    readonly policyName: string;
    readonly permissions: readonly Permission[];
    readonly denials: readonly DenyStatement[];
  };
  /**
   * Permissions boundary of the contributors' roles.
   * @default there are no contributors: no such boundary
   */
  readonly contributorsBoundary?: ContributorsBoundaryProps;
  /**
   * Role of the pipelines that deploy.
   * @default only engineers deploy: no such role
   */
  readonly pipelines?: CiRoleProps;
  /** The only role that deletes backups before they expire. */
  readonly deletion: {
    readonly roleName: string;
    readonly vaultArns: readonly string[];
    readonly regions: readonly string[];
  };
}

/**
 * The rights to deploy: the policies of CloudFormation's execution role, the permissions boundaries of every role that
 * a stack makes, and the roles that no deploy may change. An engineer deploys it with their own rights, before `cdk
 * bootstrap`.
 */
export class DeploymentRightsStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: DeploymentRightsStackProps) {
    super(scope, id, props, { description: 'Rights of deploys, and their limits', terminationProtection: true });
    const { policyName, executionPolicies, never, workloadBoundary, contributorsBoundary, pipelines, deletion } = props;

    const ofExecution = [
      ...executionPolicies.map(({ purpose, permissions }) => ({ purpose, statements: permissions.map(allowing) })),
      { purpose: 'never', statements: never.map(denying) },
    ].map(({ purpose, statements }) => this.policy(`Deploy${pascalCase(purpose)}`, policyName(purpose), statements));
    this.publish(
      'ExecutionPolicies',
      ofExecution.map(({ managedPolicyArn }) => managedPolicyArn).join(','),
      'For cdk bootstrap --cloudformation-execution-policies',
    );
    this.policy('WorkloadBoundary', workloadBoundary.policyName, [
      ...workloadBoundary.permissions.map(allowing),
      ...[...workloadBoundary.denials, ...never].map(denying),
    ]);
    if (contributorsBoundary !== undefined) {
      new ContributorsBoundary(this, 'ContributorsBoundary', contributorsBoundary);
    }
    if (pipelines !== undefined) new CiRole(this, 'Pipelines', pipelines);
    new DeletionRole(this, 'DeletionRole', deletion);
  }

  private policy(id: string, managedPolicyName: string, statements: readonly PolicyStatement[]): ManagedPolicy {
    // Without a description: a new description makes CloudFormation replace the policy, which fails as the name is taken.
    const policy = new ManagedPolicy(this, id, { managedPolicyName, statements: [...statements] });
    acknowledgeWildcards(policy, statements, {
      because: 'Each action is limited as far as AWS can limit it, see lib/deployment-rights/limits.ts.',
      beyond: [/./],
    });
    return policy;
  }
}

const allowing = ({ actions, resources, conditions }: Permission): PolicyStatement =>
  new PolicyStatement({ actions: [...actions], resources: [...resources], conditions });

const denying = ({ sid, actions = ['*'], resources, conditions }: DenyStatement): PolicyStatement =>
  new PolicyStatement({ sid, effect: Effect.DENY, actions: [...actions], resources: [...resources], conditions });
