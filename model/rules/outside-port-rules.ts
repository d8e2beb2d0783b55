import { balancerMonth, capacityUnitMonth } from '../data/network-balancer-prices';
import { closedOutsidePorts } from '../data/closed-outside-ports';
import { isWithin } from '../domain-names';
import { findingIf, type Finding } from '../finding';
import { hostClaims, hostsServedBy } from '../kinds/host-claims';
import { outsideNodePort } from '../outside-node-port';
import { outsidePorts, type OutsidePort } from '../outside-ports';
import type { Tenant } from '../tenant';
import type { EnvironmentFile, TenantRule } from './findings';

/** A port to the outside is allowed, is nobody else's, and its host leads to ports alone. */
export const outsidePortRule: TenantRule = (tenants, environment) => {
  const ports = outsidePorts(tenants);
  return ports.flatMap((port, index) => {
    const tenant = tenants.find(({ name }) => name === port.tenant);
    return [
      ...openingFindings(port, environment),
      ...numberFindings(port, ports.slice(0, index), ports),
      ...(tenant === undefined ? [] : hostFindings(port, tenant, environment)),
    ].map((finding) => ({ ...finding, tenant: port.tenant }));
  });
};

/** Findings for an environment that opens no ports, and for ports that are never opened. */
function openingFindings(
  { outside, path }: OutsidePort,
  { edge, zones, cluster }: EnvironmentFile,
): readonly Finding[] {
  const pools = cluster.pools.filter(isRegistered).map(({ name }) => name);
  const ofRouters = cluster.ingress.pool ?? 'infra';
  const pool = pools.find((name) => name === ofRouters) ?? pools[0] ?? ofRouters;
  const closed = closedOutsidePorts.get(outside.port);
  return [
    ...findingIf(
      edge.ports === undefined,
      path,
      'needs an outside port, and the environment has no edge.ports',
      `add edge.ports: { pool: ${pool} } to the environment, a balancer for the ports of all tenants: about ${balancerMonth(zones.length)} US dollars a month, and ${capacityUnitMonth} for each GB an hour of traffic`,
    ),
    ...findingIf(
      closed !== undefined,
      [...path, 'port'],
      `${outside.port} ${closed ?? ''}`,
      'choose another number, and configure it in the clients',
    ),
  ];
}

const isRegistered = ({ role, owner }: EnvironmentFile['cluster']['pools'][number]): boolean =>
  role === 'worker' && owner === 'machine-api';

/** One listener has one number, which leads to one node port of one process. */
function numberFindings(
  port: OutsidePort,
  earlier: readonly OutsidePort[],
  all: readonly OutsidePort[],
): readonly Finding[] {
  const { outside, protocol, path, nodePort } = port;
  const at = [...path, 'port'];
  const same = earlier.filter((each) => each.outside.port === outside.port);
  const taken = same.find((each) => each.protocol === protocol);
  const other = same.find((each) => processName(each) !== processName(port));
  const neighbour = earlier.find((each) => each.nodePort === nodePort && each.outside.port !== outside.port);
  const remedy = `write another one, like ${freeNumber(outside.port, all)}`;
  return [
    ...findingIf(
      taken !== undefined,
      at,
      `${protocol} at ${outside.port} leads to ${describePort(taken)} already`,
      remedy,
    ),
    ...findingIf(
      taken === undefined && other !== undefined,
      at,
      `${other?.protocol ?? ''} at ${outside.port} leads to ${describePort(other)}, and the balancer has one target for both protocols`,
      remedy,
    ),
    ...findingIf(
      neighbour !== undefined,
      at,
      `${outside.port} and ${neighbour?.outside.port ?? ''}, which leads to ${describePort(neighbour)}, would both be node port ${nodePort}`,
      remedy,
    ),
    ...findingIf(
      outside.clientAddress === 'proxy-protocol' &&
        all.some((each) => each.outside.port === outside.port && each.protocol === 'UDP'),
      [...path, 'clientAddress'],
      'is proxy-protocol, which the balancer does not support for UDP, nor for TCP at the number of a UDP port',
      'leave it out, or give UDP another number',
    ),
  ];
}

const processName = ({ tenant, service, worker }: OutsidePort): string => [tenant, service, worker ?? ''].join('/');

const describePort = (port: OutsidePort | undefined): string =>
  port === undefined ? '' : `port ${port.name} of ${port.service} of tenant ${port.tenant}`;

/** The next number that nobody has, nor its node port. */
function freeNumber(wanted: number, all: readonly OutsidePort[]): number {
  const taken = new Set(all.map(({ nodePort }) => nodePort));
  let number = wanted;
  do number = number < 65535 ? number + 1 : 1024;
  while (taken.has(outsideNodePort(number)) || closedOutsidePorts.has(number));
  return number;
}

/** The host of a port is one of its tenant's, has a record that is an alias, and no page. */
function hostFindings(
  { outside: { host }, path }: OutsidePort,
  tenant: Tenant,
  { domains, cluster }: EnvironmentFile,
): readonly Finding[] {
  const { hosts, services } = tenant;
  const at = [...path, 'host'];
  const own = `choose a name of its own, like ssh.${host}, and add it to hosts of the tenant`;
  return [
    ...findingIf(
      !hosts.includes(host),
      at,
      `${host} is not one of the hosts of the tenant`,
      'add it to hosts of the tenant, or write one of them',
    ),
    ...findingIf(
      hostClaims(tenant).some((claim) => claim.host === host),
      at,
      `${host} serves web pages, and a name is either for web pages or for outside ports`,
      own,
    ),
    ...findingIf(
      hosts.includes(host) &&
        services.some((service) => service.hosts === undefined && hostsServedBy(service, hosts).length === 0) &&
        hostClaims(tenant).length === 0,
      at,
      `${host} is only for outside ports, so that no host is left for web pages`,
      `${own}; a service without pages says hosts: []`,
    ),
    ...findingIf(
      domains.includes(host) || isWithin(host, cluster.baseDomain),
      at,
      `${host} is the apex of a domain, or below the zone of the cluster, where it cannot be an alias of the balancer`,
      `choose a name below one of: ${domains.join(', ')}`,
    ),
  ];
}
