import { isWithin } from '../../environments/domain-names';
import { clusterDomain, type Environment } from '../../environments/environment';
import type { FactName, Facts } from '../../environments/facts';
import { gitlabHosts } from '../../environments/gitlab-names';

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
 * tenants; the delegation of each zone in Route 53 once AWS has told its name servers; and the name of Git over SSH.
 */
export function externalRecords(environment: Environment, facts: Partial<Facts>): readonly ExternalRecords[] {
  const { issuer, keycloak } = environment.singleSignOn;
  const hosts = [
    ...(keycloak?.placement === 'cluster' ? [{ host: new URL(issuer).hostname, why: 'single sign-on' }] : []),
    ...gitlabHosts(environment).map(({ host }) => ({ host, why: 'GitLab' })),
    ...environment.tenants.flatMap(({ name, hosts: own }) => own.map((host) => ({ host, why: `tenant ${name}` }))),
  ].sort((a, b) => (a.host < b.host ? -1 : 1));
  const domains = [...environment.domains].sort().map((domain) => {
    // Names below the cluster's zone are its own affair: the delegation leads there.
    const records = hosts
      .filter(({ host }) => domainOf(host, environment) === domain && !isWithin(host, environment.cluster.baseDomain))
      .flatMap(({ host, why }) => hostRecords(host, why, domain, environment));
    return { file: `${domain}.zone`, text: zoneFile(domain, environment.name, records) };
  });
  const delegations = delegatedZones(environment).map((zone) => delegation(zone, environment, facts));
  return [...domains, ...delegations, ...gitSshRecords(environment, facts)];
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

/** A zone in Route 53 below a registered domain: name servers and signing key, as facts know them. */
interface DelegatedZone {
  readonly zone: string;
  readonly why: string;
  readonly nameServers: 'clusterZoneNameServers' | 'pagesZoneNameServers';
  readonly dsRecord: 'clusterZoneDsRecord' | 'pagesZoneDsRecord';
}

const delegatedZones = ({ cluster, gitlab }: Environment): readonly DelegatedZone[] => [
  {
    ...{ zone: cluster.baseDomain, why: 'cluster zone' },
    nameServers: 'clusterZoneNameServers',
    dsRecord: 'clusterZoneDsRecord',
  },
  ...(gitlab?.pages === undefined
    ? []
    : [
        {
          ...{ zone: gitlab.pages.domain, why: 'zone of GitLab’s sites' },
          nameServers: 'pagesZoneNameServers',
          dsRecord: 'pagesZoneDsRecord',
        } as const,
      ]),
];

function delegation(
  { zone, why, ...needed }: DelegatedZone,
  environment: Environment,
  facts: Partial<Facts>,
): ExternalRecords {
  const file = `${zone}.delegation.zone`;
  const [nameServers, dsRecord] = [facts[needed.nameServers], facts[needed.dsRecord]];
  if (nameServers === undefined || dsRecord === undefined) {
    return { file, waitsFor: [needed.nameServers, needed.dsRecord].filter((name) => facts[name] === undefined) };
  }
  const { domain, name } = placeOf(zone, environment);
  const records: readonly ZoneRecord[] = [
    ...nameServers.map((server) => ({ name, type: 'NS' as const, value: `${server}.`, why })),
    { name, type: 'DS', value: dsRecord, why: 'its signing key; never without the NS records' },
  ];
  return { file, text: zoneFile(domain, environment.name, records) };
}

/** Git over SSH has a balancer of its own, whose name AWS makes up; no CDN stands before it. */
function gitSshRecords(environment: Environment, { gitSshBalancer }: Partial<Facts>): readonly ExternalRecords[] {
  if (environment.gitlab === undefined) return [];
  const { host } = environment.gitlab.ssh;
  const file = `${host}.zone`;
  if (gitSshBalancer === undefined) return [{ file, waitsFor: ['gitSshBalancer'] }];
  const { domain, name } = placeOf(host, environment);
  const record: ZoneRecord = { name, type: 'CNAME', value: `${gitSshBalancer}.`, why: 'Git over SSH' };
  return [{ file, text: zoneFile(domain, environment.name, [record]) }];
}

function placeOf(host: string, environment: Environment): { readonly domain: string; readonly name: string } {
  const domain = domainOf(host, environment) ?? host;
  return { domain, name: host.slice(0, -domain.length - 1) };
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
