import type { NodePool } from '../../model/environment';
import { poolLabel } from '../platform/node-labels';
import type { Placement, Toleration } from '../platform/placement';

/** Returns the placement of pods on one pool. */
export const poolPlacement = ({ name, taints }: NodePool): Placement => ({
  nodeSelector: { [poolLabel]: name },
  tolerations: taints.map(toToleration),
});

/** Returns the toleration for a taint. */
export const toToleration = ({ key, value, effect }: NodePool['taints'][number]): Toleration =>
  value === undefined ? { key, operator: 'Exists', effect } : { key, operator: 'Equal', value, effect };
