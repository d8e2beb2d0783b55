import { CfnInstanceProfile, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../identity/acknowledge-wildcards';
import { everyResource } from '../identity/wildcard-patterns';
import { secretStatements } from '../secrets/secret-access';
import { objectStatements, type ObjectAccess } from '../storage/object-access';
import type { HostRunnerPurpose } from './host-runner-config';

export interface RunnerHostRoleProps {
  readonly roleName: string;
  /** Name of the runner, for the role's description. */
  readonly runner: string;
  /** Name of the secret with the runner's token. */
  readonly secretName: string;
  /** KMS key that encrypts secret and cache: its alias with `alias/`, its region and account. */
  readonly key: NonNullable<ObjectAccess['key']>;
  readonly groupName: string;
  /** CloudWatch namespace of the metric that tells whether the runner works. */
  readonly metricNamespace: string;
  readonly purpose: HostRunnerPurpose;
}

/**
 * IAM role of a runner's host: it may read the runner's token, use the runner's part of the cache, report a metric, and
 * complete its own termination. Jobs on the host cannot use the role.
 */
export class RunnerHostRole extends Construct {
  /** Name of the instance profile. */
  readonly profile: string;

  constructor(scope: Construct, id: string, props: RunnerHostRoleProps) {
    super(scope, id);
    const { roleName, secretName, key, purpose } = props;
    const statements = [
      ...secretStatements({ named: [secretName], may: 'read', key }),
      ...(purpose.kind === 'everybody' ? objectStatements({ ...purpose.cache, may: 'change', key }) : []),
      this.ofGroup(props),
      new PolicyStatement({
        actions: ['cloudwatch:PutMetricData'],
        resources: ['*'],
        conditions: { StringEquals: { 'cloudwatch:namespace': props.metricNamespace } },
      }),
    ];
    const role = new Role(this, 'Role', {
      roleName,
      description: `Hosts of the runner ${props.runner}`,
      assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
      inlinePolicies: { permissions: new PolicyDocument({ statements }) },
    });
    const reason =
      'Secrets Manager and Auto Scaling put characters of their own into names, a key is known by its alias, the runner names its caches itself, and CloudWatch knows no resources.';
    acknowledgeWildcards(role, statements, { because: reason, beyond: [everyResource, groupOfAnyId] });
    this.profile = new CfnInstanceProfile(this, 'Profile', {
      instanceProfileName: roleName,
      roles: [role.roleName],
    }).ref;
  }

  /**
   * A host completes the lifecycle hook when it is to be terminated; a host for releases also asks to be terminated.
   */
  private ofGroup({ groupName, purpose }: RunnerHostRoleProps): PolicyStatement {
    const { region, account } = Stack.of(this);
    return new PolicyStatement({
      actions: [
        'autoscaling:CompleteLifecycleAction',
        ...(purpose.kind === 'releases' ? ['autoscaling:TerminateInstanceInAutoScalingGroup'] : []),
      ],
      resources: [`arn:aws:autoscaling:${region}:${account}:autoScalingGroup:*:autoScalingGroupName/${groupName}`],
    });
  }
}

/** The ARN of an Auto Scaling group has an id of AWS before the group's name. */
const groupOfAnyId = /^arn:aws:autoscaling:[a-z0-9-]+:\d{12}:autoScalingGroup:\*:autoScalingGroupName\/[^*?]+$/;
