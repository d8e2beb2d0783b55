import type { Environment, NodePool } from '../../model/environment';
import { infraLabel, operatorMachines } from '../../model/operator-machines';
import type { Placement, Toleration } from '../platform/placement';
import { toToleration } from './pool-placement';

const both: readonly NodePool['architecture'][] = ['amd64', 'arm64'];

/** Returns the placement of the platform's own pods: on pools with OpenShift's label for infra; undefined for any worker. */
export function infraPlacement(environment: Pick<Environment, 'cluster'>): Placement | undefined {
  const machines = operatorMachines(environment, both);
  return machines?.role === 'infra' ? onInfra(machines.pools) : undefined;
}

/**
 * Returns the placement of an operator: on infra or control-plane machines, if there are some of its architectures; undefined for
 * any worker.
 *
 * @param architectures those that the operator is built for
 */
export function operatorPlacement(
  environment: Pick<Environment, 'cluster'>,
  architectures: readonly NodePool['architecture'][],
): Placement | undefined {
  const machines = operatorMachines(environment, architectures);
  if (machines?.role === 'infra') return onInfra(machines.pools);
  return machines?.role === 'control-plane' ? onControlPlane : undefined;
}

const onInfra = (pools: readonly NodePool[]): Placement => ({
  nodeSelector: { [infraLabel]: pools[0]?.labels[infraLabel] ?? '' },
  tolerations: [...new Map(pools.flatMap(({ taints }) => taints.map(named))).values()],
});

const named = (taint: NodePool['taints'][number]): [string, Toleration] => [
  `${taint.key}=${taint.value ?? ''}:${taint.effect}`,
  toToleration(taint),
];

/** Source: openshift/enhancements: conventions for operators that run on the control plane. */
const onControlPlane: Placement = {
  nodeSelector: { 'node-role.kubernetes.io/master': '' },
  tolerations: [{ key: 'node-role.kubernetes.io/master', operator: 'Exists', effect: 'NoSchedule' }],
};
