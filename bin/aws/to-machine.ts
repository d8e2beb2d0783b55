import type { Instance } from '@aws-sdk/client-ec2';
import type { CloudMachine } from '../../lib/operations/preflight/cloud';
import { toTags } from './to-tags';

/** An instance as EC2 describes it, in our words. */
export function toMachine(instance: Instance): CloudMachine {
  const { RootDeviceName: root, BlockDeviceMappings: devices = [], SecurityGroups: groups = [] } = instance;
  return {
    instanceId: instance.InstanceId ?? '',
    type: instance.InstanceType ?? '',
    running: ['pending', 'running'].includes(instance.State?.Name ?? ''),
    spot: instance.InstanceLifecycle === 'spot',
    vpcId: instance.VpcId ?? '',
    subnetId: instance.SubnetId ?? '',
    securityGroupIds: groups.map(({ GroupId = '' }) => GroupId),
    rootVolumeId: devices.find(({ DeviceName }) => DeviceName === root)?.Ebs?.VolumeId ?? '',
    tags: toTags(instance),
  };
}
