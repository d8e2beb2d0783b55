import { isWithin } from '../../environments/domain-names';
import { clusterDomain, type Environment } from '../../environments/environment';
import { missingFacts, type Facts } from '../../environments/facts';
import { singleSignOnRecords } from './single-sign-on-records';
import { domainOf, nameWithin, zoneFile, type ExternalRecords, type ZoneRecord } from './zone-file';

/**
 * What the provider of the registered domains must hold: a zone file (RFC 1035) per domain with the hosts of the
 * tenants, and what leads to the cluster's zone and to a single sign-on beside the cluster once AWS has told it.
 */
export function externalRecords(environment: Environment, facts: Partial<Facts>): readonly ExternalRecords[] {
  const { issuer, keycloak } = environment.singleSignOn;
  const hosts = [
    ...(keycloak?.placement === 'cluster' ? [{ host: new URL(issuer).hostname, why: 'single sign-on' }] : []),
    ...environment.tenants.flatMap(({ name, hosts: own }) => own.map((host) => ({ host, why: `tenant ${name}` }))),
  ].sort((a, b) => (a.host < b.host ? -1 : 1));
  const domains = [...environment.domains].sort().map((domain) => {
    // Names below the cluster's zone are its own affair: the delegation leads there.
    const records = hosts
      .filter(({ host }) => domainOf(host, environment) === domain && !isWithin(host, environment.cluster.baseDomain))
      .flatMap(({ host, why }) => hostRecords(host, why, domain, environment));
    return { file: `${domain}.zone`, text: zoneFile(domain, environment.name, records) };
  });
  return [...domains, ...singleSignOnRecords(environment, facts), delegation(environment, facts)];
}

function hostRecords(host: string, why: string, domain: string, environment: Environment): readonly ZoneRecord[] {
  const { cdn } = environment.edge;
  const name = nameWithin(host, domain);
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

function delegation(environment: Environment, facts: Partial<Facts>): ExternalRecords {
  const { baseDomain } = environment.cluster;
  const file = `${baseDomain}.delegation.zone`;
  const { clusterZoneNameServers, clusterZoneDsRecord } = facts;
  if (clusterZoneNameServers === undefined || clusterZoneDsRecord === undefined) {
    return { file, waitsFor: missingFacts(facts, ['clusterZoneNameServers', 'clusterZoneDsRecord']) };
  }
  const domain = domainOf(baseDomain, environment) ?? baseDomain;
  const name = nameWithin(baseDomain, domain);
  const records: readonly ZoneRecord[] = [
    ...clusterZoneNameServers.map((server) => ({
      name,
      type: 'NS' as const,
      value: `${server}.`,
      why: 'cluster zone',
    })),
    { name, type: 'DS', value: clusterZoneDsRecord, why: 'its signing key; never without the NS records' },
  ];
  return { file, text: zoneFile(domain, environment.name, records) };
}
