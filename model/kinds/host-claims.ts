import { routeName } from '../formats/route-suffix';
import type { PathStep } from '../problem';
import type { DeclaredService } from './declared-service';
import { answersPath, servedHostName, type ServedHost } from './served-hosts';

/** What is said of hosts in a tenant's file. */
export interface ServingTenant {
  readonly hosts: readonly string[];
  readonly services: readonly Pick<DeclaredService, 'name' | 'hosts' | 'ports' | 'processes' | 'probes'>[];
}

/** One host, or one path of it, that is said to be answered by somebody. */
export interface HostClaim {
  readonly host: string;
  /**
   * The path with all that is below it.
   * @default all of the host that nobody else claims
   */
  readonly path?: string;
  /** Name of the service. */
  readonly service: string;
  /**
   * Name of the process of the service that answers.
   * @default its web pods
   */
  readonly process?: string;
  /** Path in the tenant's file. */
  readonly at: readonly PathStep[];
  /** Whether the file names the host, or a path at all hosts of the service: one that leads to a process, or is closed. */
  readonly says: 'host' | 'path' | 'closed';
}

/** The hosts that a service answers by its web pods: those that it names, or all that none of its processes has whole, nor a port. */
export function hostsServedBy(
  { hosts, ports = [], processes = [] }: Pick<DeclaredService, 'hosts' | 'ports' | 'processes'>,
  tenantHosts: readonly string[],
): readonly ServedHost[] {
  const elsewhere = [
    ...processes.flatMap((process) => process.hosts),
    ...ports.flatMap(({ outside }) => outside?.host ?? []),
  ];
  return hosts ?? tenantHosts.filter((host) => !elsewhere.includes(host));
}

/** Names of the hosts that some services of a tenant answer by their web pods, each once. */
export const servedNames = (
  services: readonly Pick<DeclaredService, 'hosts' | 'ports' | 'processes'>[],
  tenantHosts: readonly string[],
): readonly string[] => [
  ...new Set(services.flatMap((service) => hostsServedBy(service, tenantHosts).map(servedHostName))),
];

/** Everything that a tenant's file says of who answers what, in its order. */
export const hostClaims = ({ hosts, services }: ServingTenant): readonly HostClaim[] =>
  services.flatMap((service, index) => {
    const { name, processes = [], probes } = service;
    const start = ['services', index];
    const served = hostsServedBy(service, hosts);
    const own = service.hosts === undefined ? served.map((host) => claim(host, name, start)) : [];
    return [
      ...own.flat(),
      ...(service.hosts ?? []).flatMap((host, at) => claim(host, name, [...start, 'hosts', at])),
      ...processes.flatMap((process) => [
        ...process.hosts.flatMap((host, at) =>
          claim(host, name, [...start, ...process.at, 'hosts', at]).map((each) => ({ ...each, process: process.name })),
        ),
        ...process.paths.flatMap((path, at) =>
          served
            .filter((host) => answersPath(host, path))
            .map((host): HostClaim => ({
              host: servedHostName(host),
              path,
              service: name,
              process: process.name,
              at: [...start, ...process.at, 'paths', at],
              says: 'path',
            })),
        ),
      ]),
      ...probes.closed.flatMap((path) =>
        served
          .filter((host) => answersPath(host, path))
          .map((host): HostClaim => ({ host: servedHostName(host), path, service: name, at: start, says: 'closed' })),
      ),
    ];
  });

const claim = (served: ServedHost, service: string, at: readonly PathStep[]): readonly HostClaim[] =>
  typeof served === 'string'
    ? [{ host: served, service, at, says: 'host' }]
    : served.paths.map((path, index) => ({
        host: served.host,
        path,
        service,
        at: [...at, 'paths', index],
        says: 'host',
      }));

/** The claim of a host whose chart has the certificate: that of all the host, else the first of one of its paths. */
export const certificateClaim = (claims: readonly HostClaim[], host: string): HostClaim | undefined => {
  const named = claims.filter((each) => each.host === host && each.says === 'host');
  return named.find(({ path }) => path === undefined) ?? named[0];
};

/** What tells claims apart: the name of the Route. */
export const claimedRoute = ({ host, path }: HostClaim): string => routeName(host, path);
