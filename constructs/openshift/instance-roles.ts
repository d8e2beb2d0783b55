import { CfnInstanceProfile, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../identity/acknowledge-wildcards';
import { everyResource } from '../identity/wildcard-patterns';
import { pascalCase } from '../../model/formats/pascal-case';

/** Part that a machine plays in the cluster. */
export type MachineRole = keyof typeof instanceActions;

/**
 * IAM actions of the machines of a cluster, the same from 4.17 to 4.20. The control plane has the complete list of
 * OpenShift's installer, even though components have roles of their own: the cloud-controller manager has no
 * credentials request on AWS, and makes load balancers, security groups and tags with the role of its machine.
 *
 * Sources: openshift/installer:upi/aws/cloudformation/03_cluster_security.yaml and 04_cluster_bootstrap.yaml,
 * pkg/infrastructure/aws/clusterapi/iam.go.
 */
export const instanceActions = {
  'control-plane': [
    'ec2:AttachVolume',
    'ec2:AuthorizeSecurityGroupIngress',
    'ec2:CreateSecurityGroup',
    'ec2:CreateTags',
    'ec2:CreateVolume',
    'ec2:DeleteSecurityGroup',
    'ec2:DeleteVolume',
    'ec2:Describe*',
    'ec2:DetachVolume',
    'ec2:ModifyInstanceAttribute',
    'ec2:ModifyVolume',
    'ec2:RevokeSecurityGroupIngress',
    'elasticloadbalancing:AddTags',
    'elasticloadbalancing:ApplySecurityGroupsToLoadBalancer',
    'elasticloadbalancing:AttachLoadBalancerToSubnets',
    'elasticloadbalancing:ConfigureHealthCheck',
    'elasticloadbalancing:CreateListener',
    'elasticloadbalancing:CreateLoadBalancer',
    'elasticloadbalancing:CreateLoadBalancerListeners',
    'elasticloadbalancing:CreateLoadBalancerPolicy',
    'elasticloadbalancing:CreateTargetGroup',
    'elasticloadbalancing:DeleteListener',
    'elasticloadbalancing:DeleteLoadBalancer',
    'elasticloadbalancing:DeleteLoadBalancerListeners',
    'elasticloadbalancing:DeleteTargetGroup',
    'elasticloadbalancing:DeregisterInstancesFromLoadBalancer',
    'elasticloadbalancing:DeregisterTargets',
    'elasticloadbalancing:Describe*',
    'elasticloadbalancing:DetachLoadBalancerFromSubnets',
    'elasticloadbalancing:ModifyListener',
    'elasticloadbalancing:ModifyLoadBalancerAttributes',
    'elasticloadbalancing:ModifyTargetGroup',
    'elasticloadbalancing:ModifyTargetGroupAttributes',
    'elasticloadbalancing:RegisterInstancesWithLoadBalancer',
    'elasticloadbalancing:RegisterTargets',
    'elasticloadbalancing:SetLoadBalancerPoliciesForBackendServer',
    'elasticloadbalancing:SetLoadBalancerPoliciesOfListener',
    'kms:DescribeKey',
  ],
  worker: ['ec2:DescribeInstances', 'ec2:DescribeRegions'],
  bootstrap: ['ec2:AttachVolume', 'ec2:Describe*', 'ec2:DetachVolume', 's3:GetObject'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export interface InstanceRolesProps {
  /** Returns the name of the role, and of the instance profile, of a kind of machine. */
  readonly roleName: (kind: MachineRole) => string;
  /** ARN of the S3 object that the bootstrap machine reads. */
  readonly bootstrapObjectArn: string;
}

/** IAM roles and instance profiles of the control plane, the workers and the bootstrap machine. */
export class InstanceRoles extends Construct {
  readonly workerRoleArn: string;

  constructor(scope: Construct, id: string, { roleName, bootstrapObjectArn }: InstanceRolesProps) {
    super(scope, id);
    const add = (kind: MachineRole): Role => {
      const statements = granted(instanceActions[kind], bootstrapObjectArn);
      const role = new Role(this, pascalCase(kind), {
        roleName: roleName(kind),
        description: `OpenShift machines: ${kind}`,
        assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
        inlinePolicies: { permissions: new PolicyDocument({ statements: [...statements] }) },
      });
      acknowledgeWildcards(role, statements, { because: reasons[kind], beyond: [everyResource, describing] });
      new CfnInstanceProfile(this, `${pascalCase(kind)}Profile`, {
        instanceProfileName: roleName(kind),
        roles: [role.roleName],
      });
      return role;
    };
    add('control-plane');
    this.workerRoleArn = add('worker').roleArn;
    add('bootstrap');
  }
}

/**
 * The installer lets the bootstrap machine read every object of the account; here it may read only its ignition file.
 */
function granted(actions: readonly string[], bootstrapObjectArn: string): readonly PolicyStatement[] {
  const objects = actions.filter((action) => action.startsWith('s3:'));
  return [
    new PolicyStatement({ actions: actions.filter((action) => !objects.includes(action)), resources: ['*'] }),
    ...(objects.length > 0 ? [new PolicyStatement({ actions: objects, resources: [bootstrapObjectArn] })] : []),
  ];
}

/** All `Describe` actions of a service, which the installer allows together; they only read. */
const describing = /^[a-z0-9]+:Describe\*$/;

const reasons: Readonly<Record<MachineRole, string>> = {
  'control-plane': 'The cloud-controller manager makes balancers and groups on demand and finds its own by tags.',
  worker: 'EC2 describes every instance or none.',
  bootstrap: 'EC2 describes everything or nothing, and the machine lives for an hour of an installation.',
};
