import { isWithin } from '../../environments/domain-names';
import { clusterDomain, type Environment } from '../../environments/environment';
import type { FactName, Facts } from '../../environments/facts';

/** Records for a DNS provider outside AWS, as a zone file or what it waits for. */
export type ExternalRecords =
  { readonly file: string; readonly text: string } | { readonly file: string; readonly waitsFor: readonly FactName[] };

interface ZoneRecord {
  /** Relative to the domain; `@` for the domain itself. */
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'CNAME' | 'NS' | 'DS';
  readonly value: string;
  readonly why: string;
}

/**
 * What the provider of the registered domains must hold: a zone file (RFC 1035) per domain with the hosts of the
 * tenants, and the delegation of the cluster's zone once AWS has told its name servers.
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
  return [...domains, delegation(environment, facts)];
}

function hostRecords(host: string, why: string, domain: string, environment: Environment): readonly ZoneRecord[] {
  const { cdn } = environment.edge;
  const name = host === domain ? '@' : host.slice(0, -domain.length - 1);
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
    const needed = ['clusterZoneNameServers', 'clusterZoneDsRecord'] as const;
    return { file, waitsFor: needed.filter((name) => facts[name] === undefined) };
  }
  const domain = domainOf(baseDomain, environment) ?? baseDomain;
  const name = baseDomain.slice(0, -domain.length - 1);
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

/** The longest registered domain that a host is at or below. */
const domainOf = (host: string, { domains }: Environment): string | undefined =>
  domains.filter((domain) => isWithin(host, domain)).sort((a, b) => b.length - a.length)[0];

function zoneFile(domain: string, environment: string, records: readonly ZoneRecord[]): string {
  const width = Math.max(0, ...records.map(({ name }) => name.length));
  const lines = records.map(
    ({ name, type, value, why }) => `${name.padEnd(width)} IN ${type.padEnd(5)} ${value} ; ${why}`,
  );
  return [
    `; Rendered from environments/${environment}: change that, not this.`,
    `; Records that the DNS provider of ${domain} must hold.`,
    `$ORIGIN ${domain}.`,
    '$TTL 3600',
    ...lines,
    '',
  ].join('\n');
}
