import { CfnAutoScalingGroup, CfnLifecycleHook } from 'aws-cdk-lib/aws-autoscaling';
import { CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { stackTags } from '../stack-tags';
import { launchTemplateData, type RootVolume } from './launch-template-data';

/** A pool of workers that Auto Scaling starts. */
export interface AutoScalingNodePoolSpec {
  readonly name: string;
  readonly imageId: string;
  /** The preferred first. */
  readonly instanceTypes: readonly string[];
  readonly zones: readonly string[];
  /** A number of machines, or between which numbers somebody else sets it. */
  readonly size: number | { readonly minimum: number; readonly maximum: number };
  readonly volume: RootVolume;
  /** `spot` with the reason why losing a machine is safe. */
  readonly capacity: 'on-demand' | { readonly spot: string };
}

export interface AutoScalingNodePoolProps extends AutoScalingNodePoolSpec {
  /** Name that the installer made up for the cluster. */
  readonly infraId: string;
  /** A private subnet id for each zone. */
  readonly subnetIds: ReadonlyMap<string, string>;
  readonly securityGroupId: string;
  /** Instance profile by name. */
  readonly instanceProfile: string;
  readonly userData: string;
}

/** So long a machine that is to go waits to be drained; then it goes all the same. */
const drainSeconds = 3600;

/** So long a machine takes from its launch until it carries pods: it boots twice, the second time into the release. */
const warmUpSeconds = 900;

/**
 * Workers that exist without the machine API: a launch template and an Auto Scaling group, named `<infra id>-<pool>`. A
 * deploy changes what new machines are, and replaces none: a person starts an instance refresh, which makes the new machine
 * first, and drains each old one while it waits. See docs/decisions/0008-cloudformation-node-pools.md.
 */
export class AutoScalingNodePool extends Construct {
  /** @throws Error when a zone has no subnet. */
  constructor(scope: Construct, id: string, props: AutoScalingNodePoolProps) {
    super(scope, id);
    const { name, infraId, zones, subnetIds, capacity } = props;
    const groupName = `${infraId}-${name}`;
    const template = new CfnLaunchTemplate(this, 'Template', {
      launchTemplateData: launchTemplateData({
        imageId: props.imageId,
        volume: props.volume,
        instanceProfile: props.instanceProfile,
        userData: props.userData,
        securityGroupIds: [props.securityGroupId],
        network: { publicAddress: false },
        tags: {
          ...stackTags(this),
          Name: groupName,
          [`kubernetes.io/cluster/${infraId}`]: 'shared',
          'commons-platform/pool': name,
        },
      }),
    });
    const group = new CfnAutoScalingGroup(this, 'Group', {
      autoScalingGroupName: groupName,
      vpcZoneIdentifier: zones.map((zone) => subnetIn(zone, subnetIds, name)),
      ...toGroupSize(props.size),
      mixedInstancesPolicy: {
        launchTemplate: {
          launchTemplateSpecification: { launchTemplateId: template.ref, version: template.attrLatestVersionNumber },
          overrides: props.instanceTypes.map((instanceType) => ({ instanceType })),
        },
        instancesDistribution: capacity === 'on-demand' ? onDemand : spot,
      },
      // A machine that AWS is about to take away is replaced before it goes.
      capacityRebalance: capacity !== 'on-demand',
      // Else a smaller size, or zones out of balance, would take machines that nobody has drained.
      newInstancesProtectedFromScaleIn: capacity === 'on-demand',
      healthCheckType: 'EC2',
      healthCheckGracePeriod: warmUpSeconds,
      defaultInstanceWarmup: warmUpSeconds,
      instanceMaintenancePolicy: { minHealthyPercentage: 100, maxHealthyPercentage: 110 },
      tags: [{ key: 'commons-platform/pool', value: name, propagateAtLaunch: false }],
    });
    new CfnLifecycleHook(this, 'Drain', {
      lifecycleHookName: 'drain',
      autoScalingGroupName: group.ref,
      lifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
      heartbeatTimeout: drainSeconds,
      defaultResult: 'CONTINUE',
    });
    acknowledgeRules(
      group,
      ['AwsSolutions-AS3'],
      'A machine that comes or goes is a node that comes or goes: the cluster tells of it.',
    );
    acknowledgeRules(
      group,
      ['AwsSolutions-EC26'],
      'Volumes are encrypted; the rule does not look for the launch template of mixed instances.',
    );
  }
}

const onDemand: CfnAutoScalingGroup.InstancesDistributionProperty = {
  onDemandPercentageAboveBaseCapacity: 100,
  onDemandAllocationStrategy: 'prioritized',
};

const spot: CfnAutoScalingGroup.InstancesDistributionProperty = {
  onDemandPercentageAboveBaseCapacity: 0,
  spotAllocationStrategy: 'price-capacity-optimized',
};

/** A desired number would be set again by each deploy, so it is left to whoever scales the group. */
const toGroupSize = (
  size: AutoScalingNodePoolSpec['size'],
): { minSize: string; maxSize: string; desiredCapacity?: string } =>
  typeof size === 'number'
    ? { minSize: `${size}`, maxSize: `${size}`, desiredCapacity: `${size}` }
    : { minSize: `${size.minimum}`, maxSize: `${size.maximum}` };

function subnetIn(zone: string, subnetIds: ReadonlyMap<string, string>, pool: string): string {
  const subnetId = subnetIds.get(zone);
  if (subnetId === undefined) throw new Error(`there is no private subnet in ${zone} for the machines of ${pool}`);
  return subnetId;
}
