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
        SecurityGroupIds: NetworkInterfaces[].Groups[].GroupId, NetworkInterfaceIds: NetworkInterfaces[].NetworkInterfaceId}`,
    ),
    ec2(
      'describe_instance_attribute',
      { InstanceId: id, Attribute: 'disableApiTermination' },
      '{DisableApiTermination: DisableApiTermination.Value}',
    ),
  ],
  'AWS::EC2::Volume': ({ id }) => [
    ec2(
      'describe_volumes',
      { VolumeIds: [id] },
      `Volumes[0].{${same('AvailabilityZone', 'Encrypted', 'Iops', 'KmsKeyId', 'Size', 'SnapshotId', 'Tags', 'Throughput', 'VolumeType')}}`,
    ),
  ],
  'AWS::EC2::NetworkInterface': ({ id }) => [
    ec2(
      'describe_network_interfaces',
      { NetworkInterfaceIds: [id] },
      `NetworkInterfaces[0].{${same('Description', 'PrivateIpAddress', 'SubnetId', 'SourceDestCheck')}, GroupSet: Groups[].GroupId,
        SecondaryPrivateIpAddressCount: length(PrivateIpAddresses[?!Primary]), Tags: TagSet}`,
    ),
  ],
  'AWS::EC2::EIPAssociation': ({ properties: { AllocationId = '' } }) => [
    ec2(
      'describe_addresses',
      { AllocationIds: [AllocationId] },
      `Addresses[0].{${same('AllocationId', 'NetworkInterfaceId', 'PrivateIpAddress')}}`,
    ),
  ],
  'AWS::AutoScaling::AutoScalingGroup': ({ id }) => [
    autoscaling(
      'describe_auto_scaling_groups',
      { AutoScalingGroupNames: [id] },
      `AutoScalingGroups[0].{${same(
        'AutoScalingGroupName',
        'AvailabilityZones',
        'LaunchTemplate',
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
  'AWS::EC2::NetworkInterface.PrimaryPrivateIpAddress': (id) =>
    ec2('describe_network_interfaces', { NetworkInterfaceIds: [id] }, 'NetworkInterfaces[0].PrivateIpAddress'),
  'AWS::EC2::NetworkInterface.SecondaryPrivateIpAddresses': (id) =>
    ec2(
      'describe_network_interfaces',
      { NetworkInterfaceIds: [id] },
      'NetworkInterfaces[0].PrivateIpAddresses[?!Primary].PrivateIpAddress',
    ),
  'AWS::EC2::Instance.PrivateIp': (id) =>
    ec2('describe_instances', { InstanceIds: [id] }, 'Reservations[0].Instances[0].PrivateIpAddress'),
  'AWS::EC2::LaunchTemplate.LatestVersionNumber': (id) =>
    ec2('describe_launch_templates', { LaunchTemplateIds: [id] }, 'LaunchTemplates[0].LatestVersionNumber'),
};
