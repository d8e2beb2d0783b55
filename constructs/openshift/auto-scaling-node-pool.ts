import { CfnAutoScalingGroup, CfnLifecycleHook } from 'aws-cdk-lib/aws-autoscaling';
import { CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { stackTags } from '../stack-tags';
import { launchTemplateData, type RootVolume } from './launch-template-data';

/** A pool of workers in an Auto Scaling group. */
export interface AutoScalingNodePoolSpec {
  readonly name: string;
  readonly imageId: string;
  /** Instance types, the preferred one first. */
  readonly instanceTypes: readonly string[];
  readonly zones: readonly string[];
  /** Number of machines, or the range within which people or an autoscaler set the number. */
  readonly size: number | { readonly minimum: number; readonly maximum: number };
  readonly volume: RootVolume;
  /** On-demand or spot instances; `spot` has the reason why losing a machine is safe. */
  readonly capacity: 'on-demand' | { readonly spot: string };
}

export interface AutoScalingNodePoolProps extends AutoScalingNodePoolSpec {
  /** Infra id of the cluster: the name that the installer gives it. */
  readonly infraId: string;
  /** Id of a private subnet by zone. */
  readonly subnetIds: ReadonlyMap<string, string>;
  readonly securityGroupId: string;
  /** Name of the instance profile. */
  readonly instanceProfile: string;
  readonly userData: string;
}

/** Seconds for which a machine that is to be terminated waits for its drain; then it is terminated all the same. */
const drainSeconds = 3600;

/**
 * Seconds from the launch of a machine until it runs pods: it boots twice, the second time into the cluster's release.
 */
const warmUpSeconds = 900;

/**
 * Workers without the machine API: a launch template and an Auto Scaling group with the name `<infra id>-<pool>`. A
 * deploy changes the launch template for new machines and replaces no running machine. To replace machines, a person
 * starts an instance refresh, which launches the new machine first, and drains each old one while its lifecycle hook
 * waits. See docs/decisions/0008-cloudformation-node-pools.md.
 */
export class AutoScalingNodePool extends Construct {
  /** @throws Error when a zone of the pool has no subnet */
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
        network: { publicAddress: false, securityGroupIds: [props.securityGroupId] },
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
      // A spot instance that AWS is about to interrupt is replaced first.
      capacityRebalance: capacity !== 'on-demand',
      // Otherwise a smaller size, or rebalancing of zones, would terminate machines that were not drained.
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

/** With a range there is no desired capacity: each deploy would set it again, against people or an autoscaler. */
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
