import { prefixLength } from '../address-blocks';
import { podHostPrefix, podNetwork } from '../data/cluster-internal-blocks';
import type { NodePool } from '../environment';
import { findingIf, type Finding } from '../finding';
import { planSubnets, type SubnetTier } from '../formats/subnet-plan';
import { zoneSizes } from '../formats/zone-sizes';
import { hostTier } from '../host-machines';
import { poolSize } from '../pool-size';
import type { PathStep } from '../problem';
import { sum } from '../sum';
import type { EnvironmentFile } from './findings';

/** Addresses of each subnet that AWS keeps. Source: Amazon VPC user guide, "Subnet CIDR blocks": the first four and the last. */
const reserved = 5;

/** Nodes that get a block of pods each; a further one never becomes ready. */
const mostNodes = 2 ** (podHostPrefix - prefixLength(podNetwork));

/** What takes addresses in a zone's subnet of a tier. */
interface Taken {
  /** Largest number of machines. */
  readonly machines: number;
  /** What is there besides: balancers, NAT gateways, endpoints. Only what is certain counts; caches and databases take some more. */
  readonly others: number;
}

/** All machines of the environment have an address in the subnet of their zone, and all nodes a block of pods. */
export function machineRoomFindings(environment: EnvironmentFile): readonly Finding[] {
  const nodes = sum(environment.cluster.pools.map(mostMachines));
  return [
    ...findingIf(
      nodes > mostNodes,
      ['cluster', 'pools'],
      `may have ${nodes} machines together, and ${podNetwork} has a /${podHostPrefix} of pods for ${mostNodes}`,
      `give them ${nodes - mostNodes} machines fewer, or larger ones: the network of a cluster cannot change`,
    ),
    ...(Object.keys(places) as readonly (keyof typeof places)[]).flatMap((tier) => tierFindings(tier, environment)),
  ];
}

/** Whose machines are in the subnets of a tier. */
const places = {
  private: { path: ['cluster', 'pools'], whose: 'pools' },
  public: { path: ['hosts', 'machines'], whose: 'hosts with a public address' },
  hosts: { path: ['hosts'], whose: 'hosts and runners' },
} as const satisfies Partial<Record<SubnetTier, { readonly path: readonly PathStep[]; readonly whose: string }>>;

/** The zone with the least room says it for all. */
function tierFindings(tier: keyof typeof places, environment: EnvironmentFile): readonly Finding[] {
  const { zones, network } = environment;
  const { path, whose } = places[tier];
  const [worst] = planSubnets(network.block, zones, [tier])
    .map(({ zone, ipv4Block }) => {
      const { machines, others } = takenIn[tier](zone, environment);
      const room = 2 ** (32 - prefixLength(ipv4Block)) - reserved - others;
      return { zone, ipv4Block, machines, others, room };
    })
    .sort((a, b) => a.room - a.machines - (b.room - b.machines));
  if (worst === undefined || worst.machines <= worst.room) return [];
  return [
    {
      path,
      reason: `${whose} may have ${worst.machines} machines in ${worst.zone}, whose subnet ${worst.ipv4Block} has ${worst.room} addresses for them: AWS keeps ${reserved}, and balancers, gateways and endpoints have ${worst.others}`,
      remedy:
        'give them fewer machines there, or choose a larger network.block before the network is deployed: subnets cannot grow',
    },
  ];
}

const takenIn: Readonly<Record<keyof typeof places, (zone: string, environment: EnvironmentFile) => Taken>> = {
  private: (zone, { zones, cluster, network }) => ({
    machines: sum(cluster.pools.map((pool) => shareIn(zone, mostMachines(pool), pool.zones ?? zones))),
    // With the balancer of the API, and a mount target of the file system.
    others: network.interfaceEndpoints.length + 2,
  }),
  public: (zone, { cluster, network, gitlab, edge, hosts }) => ({
    machines: machinesOfHosts(zone, hosts, 'public'),
    others:
      (network.nat === 'per-zone' || network.nat.single === zone ? 1 : 0) +
      (cluster.api === 'vpc' ? 0 : 1) +
      (gitlab === undefined ? 0 : 1) +
      (edge.ports === undefined ? 0 : 1),
  }),
  hosts: (zone, { zones, hosts }) => ({
    machines:
      machinesOfHosts(zone, hosts, 'hosts') +
      sum(hosts.runners.map((runner) => shareIn(zone, withReplacements(runner.hosts), zones))),
    others: 0,
  }),
};

const machinesOfHosts = (zone: string, hosts: EnvironmentFile['hosts'], tier: SubnetTier): number =>
  hosts.machines.filter((host) => hostTier(host) === tier && host.zones.includes(zone)).length;

const shareIn = (zone: string, machines: number, zones: readonly string[]): number =>
  zoneSizes(machines, zones).find((each) => each.zone === zone)?.maximum ?? 0;

/** Largest number of machines of a pool, with those that an Auto Scaling group starts before it ends the old ones. */
const mostMachines = (pool: NodePool): number => {
  const maximum = poolSize(pool, 'maximum');
  return pool.role === 'worker' && pool.owner === 'cloudformation' ? withReplacements(maximum) : maximum;
};

/** A tenth more, see `maxHealthyPercentage` in `constructs/openshift/auto-scaling-node-pool.ts` and in that of hosts. */
const withReplacements = (machines: number): number => machines + Math.ceil(machines / 10);
