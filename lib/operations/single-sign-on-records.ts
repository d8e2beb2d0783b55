import type { Environment } from '../../model/environment';
import { hasFacts, missingFacts, type Facts } from '../../model/facts';
import { findDomain, relativeName, zoneFile, type ExternalRecords, type ZoneRecord } from './zone-file';

/**
 * DNS records of a Keycloak beside the cluster and of the validation of its certificate: a zone file for each domain with one of
 * its names. None if it runs in the cluster, or the single sign-on is external.
 */
export function singleSignOnRecords(environment: Environment, facts: Partial<Facts>): readonly ExternalRecords[] {
  const { issuer, keycloak } = environment.singleSignOn;
  if (keycloak?.placement !== 'ecs') return [];
  const hosts = [new URL(issuer).hostname, keycloak.adminHost];
  const domains = [...new Set(hosts.flatMap((host) => findDomain(host, environment) ?? []))].sort();
  return domains.map((domain) => {
    const file = `${domain}.single-sign-on.zone`;
    if (!hasFacts(facts, needed)) return { file, waitsFor: missingFacts(facts, needed) };
    const own = toRecords(hosts, facts, environment).filter(({ host }) => findDomain(host, environment) === domain);
    const records = own.map(({ host, target, why }): ZoneRecord => ({
      name: relativeName(host, domain),
      type: 'CNAME',
      value: `${target}.`,
      why,
    }));
    return { file, text: zoneFile(domain, environment.name, records) };
  });
}

const needed = ['singleSignOnBalancer', 'singleSignOnCertificateRecords'] as const;

/**
 * Records for Keycloak. The login host is behind the CDN, as every host of the community. The administration host is
 * not, so that it sees client addresses.
 */
const toRecords = (
  [host = '', adminHost = '']: readonly string[],
  { singleSignOnBalancer, singleSignOnCertificateRecords }: Pick<Facts, (typeof needed)[number]>,
  { edge: { cdn } }: Environment,
) => [
  { host, target: 'none' in cdn ? singleSignOnBalancer : cdn.canonicalName, why: 'single sign-on' },
  { host: adminHost, target: singleSignOnBalancer, why: 'its administration' },
  ...Object.entries(singleSignOnCertificateRecords)
    .sort()
    .map(([name, target]) => ({ host: name, target, why: 'renews its certificate; never remove it' })),
];
