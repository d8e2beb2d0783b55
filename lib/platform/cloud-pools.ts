import type { AutoScalingNodePoolSpec } from '../../constructs/openshift/auto-scaling-node-pool';
import type { Environment, NodePool } from '../../model/environment';
import type { Facts } from '../../model/facts';

/** Returns those of `pools` whose boot image is known from the facts, with the image. */
export const cloudPoolSpecs = (
  pools: readonly NodePool[],
  { cluster, zones }: Pick<Environment, 'cluster' | 'zones'>,
  { machineImages }: Partial<Facts>,
): readonly AutoScalingNodePoolSpec[] =>
  pools.flatMap(({ name, architecture, instanceTypes, size, volume, capacity, zones: own }) => {
    const image = machineImages?.[cluster.release]?.[architecture];
    return image === undefined
      ? []
      : [{ name, instanceTypes, size, volume, capacity, imageId: image.imageId, zones: own ?? zones }];
  });
