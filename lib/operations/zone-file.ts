import { isWithin } from '../../model/domain-names';
import type { Environment } from '../../model/environment';
import type { FactName } from '../../model/facts';

/** Records for a DNS provider outside AWS, as a zone file or what it waits for. */
export type ExternalRecords =
  | { readonly file: string; readonly text: string }
  | { readonly file: string; readonly waitsFor: readonly FactName[] };

/** A record that a DNS provider must hold. */
export interface ZoneRecord {
  /** Relative to the domain; `@` for the domain itself. */
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'CNAME' | 'NS' | 'DS';
  readonly value: string;
  readonly why: string;
}

/** A zone file (RFC 1035) of a domain. */
export function zoneFile(domain: string, environment: string, records: readonly ZoneRecord[]): string {
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

/** The longest registered domain that a host is at or below. */
export const findDomain = (host: string, { domains }: Environment): string | undefined =>
  domains.filter((domain) => isWithin(host, domain)).sort((a, b) => b.length - a.length)[0];

/** A host as it is called within its domain. */
export const relativeName = (host: string, domain: string): string =>
  host === domain ? '@' : host.slice(0, -domain.length - 1);
