import { instanceCapacity } from '../../../model/data/instance-capacity';
import type { Environment, NodePool } from '../../../model/environment';
import { machineCapacity, type PodResources } from '../../../model/machine-capacity';
import { poolSize } from '../../../model/pool-size';

/** A machine as the scheduler sees it. */
export interface SchedulableMachine {
  readonly pool: string;
  readonly zone: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
  /** What it offers besides what is on every machine. */
  readonly offered: PodResources;
}

/** The source of pools, which the model varies to find one that would do. */
export type PoolPlan = Pick<Environment, 'cluster' | 'zones'>;

/** Pools that have a type of which nothing is known: the model says nothing of them. */
export const unknownPools = ({ cluster }: Pick<Environment, 'cluster'>): readonly NodePool[] =>
  cluster.pools.filter(({ instanceTypes }) => instanceTypes.every((type) => instanceCapacity(type) === undefined));

/** All machines of an environment, of each pool spread over its zones as MachineSets and Auto Scaling groups do. */
export function toMachines(plan: PoolPlan, bound: 'minimum' | 'maximum'): readonly SchedulableMachine[] {
  return plan.cluster.pools.flatMap((pool) => {
    const capacity = machineCapacity(pool, plan.cluster);
    if (capacity === undefined) return [];
    const zones = pool.zones ?? plan.zones;
    return Array.from({ length: poolSize(pool, bound) }, (_, index): SchedulableMachine => {
      const zone = zones[index % zones.length] ?? '';
      return {
        pool: pool.name,
        zone,
        labels: machineLabels(pool, zone),
        taints: machineTaints(pool),
        offered: capacity.offered,
      };
    });
  });
}

/** Source: the labels of nodes in `cdk8s/platform/node-labels.ts`, and those that kubelet and cloud provider add. */
const machineLabels = ({ name, role, labels, architecture, tuning, instanceTypes }: NodePool, zone: string) => ({
  ...labels,
  'kubernetes.io/arch': architecture,
  'kubernetes.io/os': 'linux',
  'topology.kubernetes.io/zone': zone,
  'node.kubernetes.io/instance-type': instanceTypes[0] ?? '',
  ...(role === 'control-plane'
    ? { 'node-role.kubernetes.io/master': '', 'node-role.kubernetes.io/control-plane': '' }
    : { 'node-role.kubernetes.io/worker': '', 'commons-platform/pool': name }),
  ...(tuning === undefined ? {} : { [`node-role.kubernetes.io/${name}`]: '' }),
});

const machineTaints = ({ role, taints }: NodePool): SchedulableMachine['taints'] =>
  role === 'control-plane' ? [...taints, { key: 'node-role.kubernetes.io/master', effect: 'NoSchedule' }] : taints;
