import type { Instance } from '@aws-sdk/client-ec2';
import type { Machine } from '../../lib/operations/preflight/cloud';
import { tagsOf } from './tags-of';

/** An instance as EC2 describes it, in our words. */
export function machineOf(instance: Instance): Machine {
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
    tags: tagsOf(instance),
  };
}
