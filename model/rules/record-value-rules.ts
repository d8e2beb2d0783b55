import ipaddr from 'ipaddr.js';
import { blocksOverlap } from '../address-blocks';
import { findingIf, repeatFindings, type Finding } from '../finding';
import { machinelessUse } from '../machineless-use';
import { toZoneRecords } from '../records/declared-records';
import type { DeclaredAt } from './record-rules';

/** Most characters of all texts at a name. Source: Amazon Route 53, "Quotas", characters in a change. */
const mostCharacters = 32_000;

/** Values that are each another, and that something can be at. */
export const recordValueFindings = ({ path, record }: DeclaredAt): readonly Finding[] => [
  ...repeatFindings(
    // IPv6 addresses have several spellings.
    toZoneRecords(record).map(({ value, type }) => (type === 'AAAA' ? ipaddr.parse(value).toString() : value)),
    (index) => [...path, 'values', index],
    (first) => `repeats values[${first}]`,
    'remove one of them',
  ),
  ...addressFindings({ path, record }),
  ...textFindings({ path, record }),
  ...portFindings({ path, record }),
];

type Placed = Pick<DeclaredAt, 'path' | 'record'>;

/** Loopback addresses are taken: lists of blocked senders answer with them. Source: RFC 5782, section 2.1. */
function addressFindings({ path, record }: Placed): readonly Finding[] {
  if (record.type !== 'A' && record.type !== 'AAAA') return [];
  const length = record.type === 'A' ? 32 : 128;
  return record.values.flatMap((address, index) => {
    const block = `${address}/${length}`;
    const use = ['127.0.0.0/8', '::1/128'].some((loopback) => blocksOverlap(block, loopback))
      ? undefined
      : machinelessUse(block);
    return findingIf(
      use !== undefined,
      [...path, 'values', index],
      `is ${use ?? ''}, which no machine has`,
      'write the address of a machine, or remove it',
    );
  });
}

function textFindings({ path, record }: Placed): readonly Finding[] {
  if (record.type !== 'TXT') return [];
  const characters = record.values.reduce((total, text) => total + text.length, 0);
  return findingIf(
    characters > mostCharacters,
    [...path, 'values'],
    `have ${characters} characters, and Route 53 takes ${mostCharacters} in one change`,
    'remove texts that nobody reads any more',
  );
}

/** Ports in names, as TLSA records have them. Source: RFC 6698, section 3. */
function portFindings({ path, record: { name } }: Placed): readonly Finding[] {
  const port = /^_(\d+)\._/.exec(name)?.[1];
  return findingIf(
    port !== undefined && Number(port) > 65_535,
    [...path, 'name'],
    `begins with the port ${port ?? ''}, and the last one is 65535`,
    'write the port of the service, like _25._tcp',
  );
}
