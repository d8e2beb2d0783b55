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
  /** The runner, for people. */
  readonly runner: string;
  /** Name of the secret with its token. */
  readonly secretName: string;
  /** Key of secret and cache, by its alias with `alias/`. */
  readonly key: NonNullable<ObjectAccess['key']>;
  readonly groupName: string;
  /** Namespace of CloudWatch for whether the runner works. */
  readonly metricNamespace: string;
  readonly purpose: HostRunnerPurpose;
}

/** What a runner's host may do in AWS: its own token, its own part of the cache, its own end. Its jobs may do nothing. */
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

  /** A host lets itself go when it is told to; one for releases also asks for it. */
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

/** Auto Scaling puts an id of its own before the name of a group. */
const groupOfAnyId = /^arn:aws:autoscaling:[a-z0-9-]+:\d{12}:autoScalingGroup:\*:autoScalingGroupName\/[^*?]+$/;
