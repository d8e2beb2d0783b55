import type { Architecture } from '../../../model/data/instance-families';
import type { Environment, NodePool } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import type { SubnetTier } from '../../../model/formats/subnet-plan';
import { hostTier } from '../../../model/host-machines';
import { poolSize } from '../../../model/pool-size';
import { sum } from '../../../model/sum';

/** Machines of an environment that are alike. */
export interface MachineGroup {
  /** Name of the pool; for control-plane machines that differ by zone, with the zone. */
  readonly name: string;
  /** `host` for machines outside the cluster. */
  readonly role: NodePool['role'] | 'host';
  readonly architecture: Architecture;
  /** Instance types of which EC2 may choose any. */
  readonly instanceTypes: readonly string[];
  readonly zones: readonly string[];
  /** Tier of the subnets in which the machines are. */
  readonly tier: SubnetTier;
  /** Number of machines after a deploy. */
  readonly minimum: number;
  /** Largest number of machines, which an autoscaler may start. */
  readonly maximum: number;
  readonly rootVolumeGiB: number;
  /** GiB of the disks that each machine has besides, which stay without it. */
  readonly disksGiB: number;
  readonly spot: boolean;
}

/**
 * All machines of an environment: control plane, bootstrap machine during an installation, pools, and hosts outside the
 * cluster.
 */
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
    // An Auto Scaling group may use any zone; MachineSets and the control plane use the zones in order.
    zones: role === 'worker' && owner === 'cloudformation' ? zones : zones.slice(0, maximum),
    tier: 'private',
    rootVolumeGiB: volume.sizeGiB,
    disksGiB: 0,
    spot: capacity !== 'on-demand',
  };
}

/**
 * Control-plane machines that are recorded in the facts keep their type and volume, even if the pool has changed since.
 */
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

/** The bootstrap machine, which is like the control-plane machine of the first zone. */
const bootstrap = (like: MachineGroup): MachineGroup => ({
  ...like,
  name: 'bootstrap machine',
  zones: [...like.zones].sort().slice(0, 1),
  minimum: 1,
  maximum: 1,
});

/**
 * Hosts outside the cluster. For runners the maximum is a tenth higher, because a new host starts before the old one ends, for one
 * host in ten at a time.
 */
const hostGroups = ({ zones, hosts, directory }: Environment): readonly MachineGroup[] => [
  ...hosts.runners.map((runner) => ({
    name: `hosts of runner ${runner.name}`,
    role: 'host' as const,
    architecture: runner.architecture,
    instanceTypes: runner.instanceTypes,
    zones,
    tier: 'hosts' as const,
    minimum: runner.hosts,
    maximum: runner.hosts + Math.ceil(runner.hosts / 10),
    rootVolumeGiB: runner.volume.sizeGiB,
    disksGiB: 0,
    spot: false,
  })),
  ...hosts.machines.map((host) => ({
    name: `host ${host.name}`,
    role: 'host' as const,
    architecture: host.architecture,
    instanceTypes: [host.instanceType],
    zones: host.zones,
    tier: hostTier(host),
    minimum: host.zones.length,
    maximum: host.zones.length,
    rootVolumeGiB: host.root.sizeGiB,
    disksGiB: sum(host.disks.map(({ sizeGiB }) => sizeGiB)),
    spot: false,
  })),
  ...(directory === undefined
    ? []
    : [
        {
          name: `directory ${directory.name}`,
          role: 'host' as const,
          architecture: directory.architecture,
          instanceTypes: [directory.instanceType],
          zones: directory.zones,
          tier: 'directory' as const,
          minimum: directory.zones.length,
          maximum: directory.zones.length,
          rootVolumeGiB: directory.sizeGiB,
          disksGiB: 0,
          spot: false,
        },
      ]),
];
