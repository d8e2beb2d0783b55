import { openShiftReleases } from './data/openshift-releases';
import type { EnvironmentFile } from './rules/findings';

/**
 * Rules that let traffic into the workers' security group before any balancer is there; each is a resource of the cluster stack.
 */
export const nodeGroupRules = 22;

/** A balancer that the cluster's cloud provider makes for the routers. */
export interface RouterBalancer {
  readonly kind: 'classic' | 'network';
  /** Whether a network balancer has a security group of its own. */
  readonly ownGroup: boolean;
  /** Address blocks that may call; everybody is one. */
  readonly ranges: number;
  /** Zones with a public subnet, from each of which a network balancer checks health. */
  readonly zones: number;
}

/** Rules that the cloud provider adds when the cluster runs, by the group that they go into. */
export interface ProviderRules {
  readonly balancer: number;
  readonly nodes: number;
}

/**
 * What the cloud provider adds for the routers' balancer. For each range: the ports 80 and 443, and ICMP, by which packets
 * that are too large are answered (kubernetes/kubernetes#73086). A balancer with a group of its own is let into the
 * workers' group by one rule; without one its clients go into the workers' group themselves, with a health check from each
 * public subnet. Source: kubernetes/cloud-provider-aws:pkg/providers/v1/aws.go, EnsureLoadBalancer, and
 * aws_loadbalancer.go, updateInstanceSecurityGroupsForNLB.
 */
export function providerRules({ kind, ownGroup, ranges, zones }: RouterBalancer): ProviderRules {
  const forClients = 3 * ranges;
  return kind === 'classic' || ownGroup
    ? { balancer: forClients, nodes: 1 }
    : { balancer: 0, nodes: forClients + zones };
}

/** The security group that the routers' balancer fills most, and the rules that are then in it. */
export interface RouterRules {
  readonly group: 'the routers’ security group' | 'the workers’ security group';
  readonly rules: number;
}

/** Number of security group rules for the clients of the routers, in the group that gets most of them. */
export function routerRules(environment: EnvironmentFile): RouterRules {
  const { cluster, zones } = environment;
  const { balancer, nodes } = providerRules({
    kind: cluster.ingress.balancer,
    ownGroup: openShiftReleases[cluster.release].networkBalancerGroup,
    ranges: routerRanges(environment),
    zones: zones.length,
  });
  return balancer > nodes + nodeGroupRules
    ? { group: 'the routers’ security group', rules: balancer }
    : { group: 'the workers’ security group', rules: nodeGroupRules + nodes };
}

/** Blocks that may call the routers; the addresses of NAT gateways are different from all others. */
function routerRanges({ edge, network, zones }: EnvironmentFile): number {
  if ('none' in edge.cdn) return 1;
  const blocks = new Set([...edge.cdn.ranges.ipv4, ...edge.peers.map(({ block }) => block)]);
  return blocks.size + (network.nat === 'per-zone' ? zones.length : 1);
}
