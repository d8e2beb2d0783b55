import type { Environment } from '../../model/environment';
import { hasFacts, missingFacts, type Facts } from '../../model/facts';
import { findDomain, relativeName, zoneFile, type ExternalRecords, type ZoneRecord } from './zone-file';

const needed = ['directoryBalancer', 'directoryCertificateRecords'] as const;

/**
 * DNS records of the directory's web pages and of the validation of their certificate. They are not behind the CDN, which would send
 * passwords of everybody through somebody else's machines.
 */
export function directoryWebRecords(environment: Environment, facts: Partial<Facts>): readonly ExternalRecords[] {
  const { directory } = environment;
  if (directory === undefined) return [];
  const { host } = directory.web;
  const domain = findDomain(host, environment) ?? host;
  const file = `${host}.zone`;
  if (!hasFacts(facts, needed)) return [{ file, waitsFor: missingFacts(facts, needed) }];
  const alias = (name: string, target: string, why: string): ZoneRecord => ({
    name: relativeName(name, domain),
    type: 'CNAME',
    value: `${target}.`,
    why,
  });
  const records = [
    alias(host, facts.directoryBalancer, 'web pages of the directory'),
    ...Object.entries(facts.directoryCertificateRecords)
      .sort()
      .map(([name, target]) => alias(name, target, 'renews its certificate; never remove it')),
  ];
  return [{ file, text: zoneFile(domain, environment.name, records) }];
}
