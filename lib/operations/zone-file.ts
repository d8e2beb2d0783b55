import { isWithin } from '../../model/domain-names';
import type { Environment } from '../../model/environment';
import type { FactName } from '../../model/facts';

/** Records for a DNS provider outside AWS: a zone file, or the facts for which it waits. */
export type ExternalRecords =
  | { readonly file: string; readonly text: string }
  | { readonly file: string; readonly waitsFor: readonly FactName[] };

/** A record that the DNS provider must have. */
export interface ZoneRecord {
  /** Name relative to the domain; `@` for the domain itself. */
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'CNAME' | 'NS' | 'DS';
  readonly value: string;
  readonly why: string;
}

/** Text of a zone file (RFC 1035). */
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

/** The longest registered domain that contains a host. */
export const findDomain = (host: string, { domains }: Environment): string | undefined =>
  domains.filter((domain) => isWithin(host, domain)).sort((a, b) => b.length - a.length)[0];

/** Name of a host relative to its domain; `@` for the domain itself. */
export const relativeName = (host: string, domain: string): string =>
  host === domain ? '@' : host.slice(0, -domain.length - 1);
