import type { Architecture } from '../../../model/data/instance-families';
import type { Environment, NodePool } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import { poolSize } from '../../../model/pool-size';

/** Machines of one kind that an environment is to have. */
export interface MachineGroup {
  /** The pool, with its zone where machines differ by zone. */
  readonly name: string;
  /** `host` is none of the cluster's. */
  readonly role: NodePool['role'] | 'host';
  readonly architecture: Architecture;
  /** Any of these. */
  readonly instanceTypes: readonly string[];
  readonly zones: readonly string[];
  /** Subnets they are in. */
  readonly tier: 'private' | 'public' | 'hosts';
  /** Machines that a deploy brings. */
  readonly minimum: number;
  /** Machines that the autoscaler may bring. */
  readonly maximum: number;
  readonly rootVolumeGiB: number;
  readonly spot: boolean;
}

/** All machines of an environment: control plane, the bootstrap machine while there is one, pools, and hosts beside them. */
export const machineGroups = (environment: Environment, facts: Partial<Facts>): readonly MachineGroup[] => [
  ...clusterGroups(environment, facts),
  ...hostGroups(environment),
];

function clusterGroups({ zones, cluster }: Environment, facts: Partial<Facts>): readonly MachineGroup[] {
  const groups = cluster.pools
    .flatMap((pool) => {
      const group = toMachineGroup(pool, pool.zones ?? zones);
      return pool.role === 'control-plane' ? controlPlaneGroups(group, facts) : [group];
    })
    .filter(({ maximum }) => maximum > 0);
  if (cluster.phase !== 'bootstrapping') return groups;
  const like = groups.find(({ role }) => role === 'control-plane');
  const tier = cluster.api === 'vpc' ? 'private' : 'public';
  return like === undefined ? groups : [{ ...bootstrap(like), tier }, ...groups];
}

function toMachineGroup(pool: NodePool, zones: readonly string[]): MachineGroup {
  const { name, role, owner, architecture, instanceTypes, volume, capacity } = pool;
  const [minimum, maximum] = [poolSize(pool, 'minimum'), poolSize(pool, 'maximum')];
  return {
    name,
    role,
    architecture,
    instanceTypes,
    minimum,
    maximum,
    // Auto Scaling may use any zone; machine sets and the control plane fill the first ones first.
    zones: role === 'worker' && owner === 'cloudformation' ? zones : zones.slice(0, maximum),
    tier: 'private',
    rootVolumeGiB: volume.sizeGiB,
    spot: capacity !== 'on-demand',
  };
}

/** Machines that exist stay as they were made, whatever the pool says by now. */
function controlPlaneGroups(group: MachineGroup, { controlPlane }: Partial<Facts>): readonly MachineGroup[] {
  if (controlPlane === undefined) return [group];
  const zones = Object.entries(controlPlane).sort(([a], [b]) => (a < b ? -1 : 1));
  return zones.map(([zone, { instanceType, volume }]) => ({
    ...group,
    name: `${group.name} in ${zone}`,
    zones: [zone],
    instanceTypes: [instanceType],
    minimum: 1,
    maximum: 1,
    rootVolumeGiB: volume.sizeGiB,
  }));
}

/** It is like the control-plane machine of the first zone. */
const bootstrap = (like: MachineGroup): MachineGroup => ({
  ...like,
  name: 'bootstrap machine',
  zones: [...like.zones].sort().slice(0, 1),
  minimum: 1,
  maximum: 1,
});

/** The successor of a host that is to go starts first, and one host in ten is replaced at a time. */
const hostGroups = ({ zones, hosts }: Environment): readonly MachineGroup[] =>
  hosts.runners.map((runner) => ({
    name: `hosts of runner ${runner.name}`,
    role: 'host',
    architecture: runner.architecture,
    instanceTypes: runner.instanceTypes,
    zones,
    tier: 'hosts',
    minimum: runner.hosts,
    maximum: runner.hosts + Math.ceil(runner.hosts / 10),
    rootVolumeGiB: runner.volume.sizeGiB,
    spot: false,
  }));
