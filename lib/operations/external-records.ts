import { isWithin } from '../../model/domain-names';
import { clusterDomain, type Environment } from '../../model/environment';
import type { Facts } from '../../model/facts';
import { gitlabHosts } from '../../model/gitlab-names';
import { outsideHosts } from '../../model/outside-hosts';
import type { Tenant } from '../../model/tenant';
import { delegations } from './delegations';
import { directoryWebRecords } from './directory-web-records';
import { gitSshRecords } from './git-ssh-records';
import { hostRecords } from './host-records';
import { portRecords } from './port-records';
import { singleSignOnRecords } from './single-sign-on-records';
import { findDomain, relativeName, zoneFile, type ExternalRecords, type ZoneRecord } from './zone-file';

/**
 * Records that the DNS provider of the registered domains must have: a zone file (RFC 1035) per domain with the hosts of the
 * tenants and of GitLab, and, once the facts with their targets are known, records for zones in Route 53, a single sign-on beside
 * the cluster, the directory, Git over SSH, ports of tenants, and hosts of the community's own.
 */
export function externalRecords(environment: Environment, facts: Partial<Facts>): readonly ExternalRecords[] {
  const { issuer, keycloak } = environment.singleSignOn;
  const hosts = [
    ...(keycloak?.placement === 'cluster' ? [{ host: new URL(issuer).hostname, why: 'single sign-on' }] : []),
    ...gitlabHosts(environment).map(({ host }) => ({ host, why: 'GitLab' })),
    ...environment.tenants.flatMap(webHosts),
  ].sort((a, b) => (a.host < b.host ? -1 : 1));
  const domains = [...environment.domains].sort().map((domain) => {
    // Hosts below the cluster's base domain are in its own zone, which the delegation refers to.
    const records = hosts
      .filter(({ host }) => findDomain(host, environment) === domain && !isWithin(host, environment.cluster.baseDomain))
      .flatMap(({ host, why }) => webRecords(host, why, domain, environment));
    return { file: `${domain}.zone`, text: zoneFile(domain, environment.name, records) };
  });
  return [
    ...domains,
    ...singleSignOnRecords(environment, facts),
    ...directoryWebRecords(environment, facts),
    ...delegations(environment, facts),
    ...gitSshRecords(environment, facts),
    ...portRecords(environment, facts),
    ...hostRecords(environment, facts),
  ];
}

/** Hosts of a tenant at which its services answer HTTPS. */
function webHosts(tenant: Tenant): readonly { readonly host: string; readonly why: string }[] {
  const ofPorts = outsideHosts(tenant);
  return tenant.hosts.filter((host) => !ofPorts.has(host)).map((host) => ({ host, why: `tenant ${tenant.name}` }));
}

function webRecords(host: string, why: string, domain: string, environment: Environment): readonly ZoneRecord[] {
  const { cdn } = environment.edge;
  const name = relativeName(host, domain);
  const challenge: ZoneRecord = {
    name: name === '@' ? '_acme-challenge' : `_acme-challenge.${name}`,
    type: 'CNAME',
    value: `${host}.acme.${environment.cluster.baseDomain}.`,
    why: `certificate of ${host}`,
  };
  if ('none' in cdn) {
    return [{ name, type: 'CNAME', value: `router-default.apps.${clusterDomain(environment)}.`, why }, challenge];
  }
  if (name !== '@') return [{ name, type: 'CNAME', value: `${cdn.canonicalName}.`, why }, challenge];
  const { ipv4 = [], ipv6 = [] } = cdn.apexAddresses ?? {};
  return [
    ...ipv4.map((value) => ({ name, type: 'A' as const, value, why })),
    ...ipv6.map((value) => ({ name, type: 'AAAA' as const, value, why })),
    challenge,
  ];
}
