import type { Environment } from '../../../model/environment';
import { gitlabNames } from '../../../model/gitlab-names';
import { hostMachinePlaces, hostTier } from '../../../model/host-machines';
import { resourceNames } from '../../../model/naming';
import { portsNames } from '../../../model/ports-names';

/** What of an environment has Elastic IP addresses. */
const addressed = ['nat', 'git-ssh', 'ports', 'hosts'] as const;

/**
 * Tags `Name` of the environment's Elastic IP addresses: those of NAT gateways, of the load balancers for ports in each zone, and of
 * public hosts, and of the gateways of the tunnel together.
 *
 * @param uses the parts whose addresses are asked for; all of them if left out
 */
export function addressNames(environment: Environment, uses: readonly string[] = addressed): readonly string[] {
  const { name, zones, network, gitlab, edge, access } = environment;
  const names = resourceNames(environment);
  const inZones = (prefix: string) => zones.map((zone) => `${prefix}-${zone}`);
  const byUse: Readonly<Record<(typeof addressed)[number], readonly string[]>> = {
    nat: (network.nat === 'per-zone' ? zones : [network.nat.single]).map((zone) => `${name}-nat-${zone}`),
    'git-ssh': gitlab === undefined ? [] : inZones(gitlabNames(names).sshBalancer),
    ports: edge.ports === undefined ? [] : inZones(portsNames(names).balancer),
    hosts: [
      ...hostMachinePlaces(environment)
        .filter(({ host }) => hostTier(host) === 'public')
        .map((place) => names.roleName('host', place.name)),
      ...(access.wireguard === undefined ? [] : [names.roleName('host', access.wireguard.host)]),
    ],
  };
  return addressed.filter((use) => uses.includes(use)).flatMap((use) => byUse[use]);
}
