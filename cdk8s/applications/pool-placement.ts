import type { NodePool } from '../../model/environment';
import { poolLabel } from '../platform/node-labels';
import type { Placement, Toleration } from '../platform/placement';

/** The machines of one pool. */
export const poolPlacement = ({ name, taints }: NodePool): Placement => ({
  nodeSelector: { [poolLabel]: name },
  tolerations: taints.map(toToleration),
});

/** What a pod stands a taint by. */
export const toToleration = ({ key, value, effect }: NodePool['taints'][number]): Toleration =>
  value === undefined ? { key, operator: 'Exists', effect } : { key, operator: 'Equal', value, effect };
