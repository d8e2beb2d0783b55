import { findChallengeProvider } from '../challenge-zones';
import { isWithin } from '../domain-names';
import { clusterDomain, type Environment } from '../environment';
import { gitlabHosts } from '../gitlab-names';
import { outsideHosts } from '../outside-hosts';
import type { Tenant } from '../tenant';
import type { ZoneRecord } from './zone-record';

type WebEnvironment = Pick<
  Environment,
  'certificates' | 'cluster' | 'domains' | 'edge' | 'gitlab' | 'singleSignOn' | 'tenants'
>;

/**
 * DNS records for hosts at which the cluster answers HTTPS, each with the alias by which its certificate is asked for, unless
 * its domain's own provider is asked. Hosts below
 * the cluster's base domain are in its own zone, which the delegation refers to.
 */
export function webRecords(environment: WebEnvironment): readonly ZoneRecord[] {
  const { issuer, keycloak } = environment.singleSignOn;
  return [
    ...(keycloak?.placement === 'cluster' ? [{ host: new URL(issuer).hostname, why: 'single sign-on' }] : []),
    ...gitlabHosts(environment).map(({ host }) => ({ host, why: 'GitLab' })),
    ...environment.tenants.flatMap(webHosts),
  ]
    .filter(({ host }) => !isWithin(host, environment.cluster.baseDomain))
    .flatMap(({ host, why }) => [...leadingRecords(host, why, environment), ...challengeAliases(host, environment)]);
}

/** The alias of a host's challenge; none if it is answered in the zone of the host itself, where an alias would be in the way. */
const challengeAliases = (host: string, environment: WebEnvironment): readonly ZoneRecord[] =>
  findChallengeProvider(host, environment) === undefined
    ? [
        {
          host: `_acme-challenge.${host}`,
          type: 'CNAME',
          value: `${host}.acme.${environment.cluster.baseDomain}.`,
          why: `certificate of ${host}`,
        },
      ]
    : [];

/** Hosts of a tenant at which its services answer HTTPS. */
function webHosts(tenant: Tenant): readonly { readonly host: string; readonly why: string }[] {
  const ofPorts = outsideHosts(tenant);
  return tenant.hosts.filter((host) => !ofPorts.has(host)).map((host) => ({ host, why: `tenant ${tenant.name}` }));
}

/** Records that lead a host to the CDN, or to the routers without one. */
function leadingRecords(host: string, why: string, environment: WebEnvironment): readonly ZoneRecord[] {
  const { cdn } = environment.edge;
  if ('none' in cdn) {
    return [{ host, type: 'CNAME', value: `router-default.apps.${clusterDomain(environment)}.`, why }];
  }
  if (!environment.domains.includes(host)) return [{ host, type: 'CNAME', value: `${cdn.canonicalName}.`, why }];
  const { ipv4 = [], ipv6 = [] } = cdn.apexAddresses ?? {};
  return [
    ...ipv4.map((value) => ({ host, type: 'A' as const, value, why })),
    ...ipv6.map((value) => ({ host, type: 'AAAA' as const, value, why })),
  ];
}
