import { autoscaling, ec2, same, type Attributes, type Descriptions } from './description';

/** What EC2 and EC2 Auto Scaling say of machines. */
export const computeDescriptions: Descriptions = {
  'AWS::EC2::LaunchTemplate': ({ id }) => [
    ec2(
      'describe_launch_templates',
      { LaunchTemplateIds: [id] },
      'LaunchTemplates[0].{LaunchTemplateName: LaunchTemplateName}',
    ),
    ec2(
      'describe_launch_template_versions',
      { LaunchTemplateId: id, Versions: ['$Latest'] },
      'LaunchTemplateVersions[0].{LaunchTemplateData: LaunchTemplateData}',
    ),
  ],
  'AWS::EC2::Instance': ({ id }) => [
    ec2(
      'describe_instances',
      { InstanceIds: [id] },
      `Reservations[0].Instances[?State.Name == 'running'] | [0].{${same('ImageId', 'InstanceType', 'SubnetId', 'Tags', 'MetadataOptions')},
        SecurityGroupIds: NetworkInterfaces[].Groups[].GroupId}`,
    ),
    ec2(
      'describe_instance_attribute',
      { InstanceId: id, Attribute: 'disableApiTermination' },
      '{DisableApiTermination: DisableApiTermination.Value}',
    ),
  ],
  'AWS::AutoScaling::AutoScalingGroup': ({ id }) => [
    autoscaling(
      'describe_auto_scaling_groups',
      { AutoScalingGroupNames: [id] },
      `AutoScalingGroups[0].{${same(
        'AutoScalingGroupName',
        'CapacityRebalance',
        'DefaultInstanceWarmup',
        'DesiredCapacity',
        'HealthCheckGracePeriod',
        'HealthCheckType',
        'InstanceMaintenancePolicy',
        'MaxInstanceLifetime',
        'MaxSize',
        'MinSize',
        'MixedInstancesPolicy',
        'NewInstancesProtectedFromScaleIn',
        'Tags',
      )}, VPCZoneIdentifier: VPCZoneIdentifier,
        MetricsCollection: [{Granularity: EnabledMetrics[0].Granularity, Metrics: EnabledMetrics[].Metric}]}`,
    ),
  ],
  'AWS::AutoScaling::LifecycleHook': ({ properties: { AutoScalingGroupName = '', LifecycleHookName = '' } }) => [
    autoscaling(
      'describe_lifecycle_hooks',
      { AutoScalingGroupName, LifecycleHookNames: [LifecycleHookName] },
      'LifecycleHooks[0]',
    ),
  ],
};

export const computeAttributes: Attributes = {
  'AWS::EC2::Instance.PrivateIp': (id) =>
    ec2('describe_instances', { InstanceIds: [id] }, 'Reservations[0].Instances[0].PrivateIpAddress'),
  'AWS::EC2::LaunchTemplate.LatestVersionNumber': (id) =>
    ec2('describe_launch_templates', { LaunchTemplateIds: [id] }, 'LaunchTemplates[0].LatestVersionNumber'),
};
