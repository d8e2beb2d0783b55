import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { poolLabel } from '../node-labels';
import { poolZones, type MachinePoolProps, type PoolZone } from './machine-pool';

/** Zones in which the autoscaler has something to decide. */
export const autoscaledZones = (pool: MachinePoolProps): readonly PoolZone[] =>
  poolZones(pool).filter(({ minimum, maximum }) => minimum < maximum);

/** What keeps a pool as large and as healthy as it should be: an autoscaler for each zone, a health check for all. */
export class PoolMaintenance extends Construct {
  constructor(scope: Construct, id: string, pool: MachinePoolProps) {
    super(scope, id);
    for (const { zone, machineSet, minimum, maximum } of autoscaledZones(pool)) {
      new ApiObject(this, `autoscaler-${zone}`, {
        apiVersion: 'autoscaling.openshift.io/v1beta1',
        kind: 'MachineAutoscaler',
        metadata: { name: machineSet },
        spec: {
          minReplicas: minimum,
          maxReplicas: maximum,
          scaleTargetRef: { apiVersion: 'machine.openshift.io/v1beta1', kind: 'MachineSet', name: machineSet },
        },
      });
    }
    new ApiObject(this, 'health', {
      apiVersion: 'machine.openshift.io/v1beta1',
      kind: 'MachineHealthCheck',
      metadata: { name: pool.name },
      spec: {
        selector: { matchLabels: { [poolLabel]: pool.name } },
        // Longer than the restart by which a machine takes a new configuration.
        unhealthyConditions: ['False', 'Unknown'].map((status) => ({ type: 'Ready', status, timeout: '10m' })),
        nodeStartupTimeout: '20m',
        maxUnhealthy: maximumUnhealthy(pool),
      },
    });
  }
}

/**
 * When more are broken at once, the machines are not what is broken. The share is rounded down, so that of one or two
 * machines it would be none, and nothing would ever be replaced.
 */
const maximumUnhealthy = ({ size }: MachinePoolProps): number | string =>
  (typeof size === 'number' ? size : size.minimum) < 3 ? 1 : '40%';
