import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { poolLabel } from '../node-labels';
import { poolZones, type MachinePoolProps, type PoolZone } from './machine-pool';

/** Zones of the pool whose number of machines the autoscaler sets: those with a range. */
export const autoscaledZones = (pool: MachinePoolProps): readonly PoolZone[] =>
  poolZones(pool).filter(({ minimum, maximum }) => minimum < maximum);

/** A MachineAutoscaler for each zone of a pool that has a range, and a MachineHealthCheck for all its machines. */
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
        // The timeout is longer than the restart by which a machine applies a new configuration.
        unhealthyConditions: ['False', 'Unknown'].map((status) => ({ type: 'Ready', status, timeout: '10m' })),
        nodeStartupTimeout: '20m',
        maxUnhealthy: maximumUnhealthy(pool),
      },
    });
  }
}

/**
 * How many machines may be unhealthy at once and are still replaced. If there are more, the cause is not the machines, so
 * none is replaced. The share is rounded down: of one or two machines it would be 0, and none would ever be replaced.
 */
const maximumUnhealthy = ({ size }: MachinePoolProps): number | string =>
  (typeof size === 'number' ? size : size.minimum) < 3 ? 1 : '40%';
