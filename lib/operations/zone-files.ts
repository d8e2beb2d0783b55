import { findDomain } from '../../model/domain-names';
import type { Environment } from '../../model/environment';
import type { Facts } from '../../model/facts';
import { toZoneRecords } from '../../model/records/declared-records';
import { madeRecords } from '../../model/records/made-records';
import type { ProviderRecord, RecordType, WaitingRecord } from '../../model/records/zone-record';

/** What the DNS provider of a registered domain must hold. */
export interface ZoneFile {
  readonly domain: string;
  /** Records that are known, as a zone file without the SOA and NS records, which are the provider's. */
  readonly text: string;
  /** Records whose values are not known yet; comments in the text. */
  readonly waiting: readonly WaitingRecord[];
}

/**
 * A zone file (RFC 1035) for each registered domain, with the records that the environment makes and those that people declare.
 */
export function zoneFiles(environment: Environment, facts: Partial<Facts>): readonly ZoneFile[] {
  const { name, domains } = environment;
  const records = [...madeRecords(environment, facts), ...environment.records.flatMap(toZoneRecords)];
  return [...domains].sort().map((domain) => {
    const own = records
      .filter(({ host }) => findDomain(host, domains) === domain)
      .map((record) => ({ record, order: toOrder(record, domain) }))
      .sort((a, b) => (a.order < b.order ? -1 : 1))
      .map(({ record }) => record);
    return {
      domain,
      text: zoneText(domain, name, own),
      waiting: own.filter((record) => 'waitsFor' in record),
    };
  });
}

/** Seconds that resolvers may keep a record that does not say so. */
const usualTtl = 3600;

/** Names are padded to the same width in each file, so that a long one does not change the lines of the others. */
const nameWidth = 32;

function zoneText(domain: string, environment: string, records: readonly ProviderRecord[]): string {
  return [
    `; Rendered from environments/${environment}: change that, not this.`,
    `; Records that the DNS provider of ${domain} must hold, besides its own SOA and NS records.`,
    `$ORIGIN ${domain}.`,
    `$TTL ${usualTtl}`,
    ...records.map((record) => toLine(record, domain)),
    '',
  ].join('\n');
}

function toLine(record: ProviderRecord, domain: string): string {
  const { host, type, why } = record;
  const name = relativeName(host, domain).padEnd(nameWidth);
  // A line break would begin a record of its own.
  const comment = why.replaceAll(/\s+/g, ' ').trim();
  if ('waitsFor' in record) return `; ${name.trimEnd()} ${type} waits for ${record.waitsFor.join(', ')}: ${comment}`;
  const ttl = record.ttl === undefined ? '' : `${record.ttl} `;
  return `${name} ${ttl}IN ${type.padEnd(5)} ${record.value} ; ${comment}`;
}

/** Name of a host relative to its domain; `@` for the domain itself. */
const relativeName = (host: string, domain: string): string =>
  host === domain ? '@' : host.slice(0, -domain.length - 1);

/** Types in the order in which a name has them. */
const typeOrder: readonly RecordType[] = ['NS', 'DS', 'A', 'AAAA', 'CNAME', 'MX', 'TXT', 'CAA', 'SRV', 'SSHFP', 'TLSA'];

/**
 * Text by which records are sorted: what is about a host, such as `_acme-challenge.wiki`, follows the host, and the domain itself
 * comes first. Values of one name and type have an order of their own, whatever declares them first.
 */
function toOrder(record: ProviderRecord, domain: string): string {
  const name = relativeName(record.host, domain);
  const base =
    name === '@'
      ? ''
      : name
          .split('.')
          .filter((label) => !/^[_*]/.test(label))
          .join('.');
  const type = String(typeOrder.indexOf(record.type)).padStart(2, '0');
  return [base, base === name || name === '@' ? '' : name, type, 'value' in record ? record.value : ''].join('\u0000');
}
