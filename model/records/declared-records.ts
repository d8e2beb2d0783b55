import type { Immutable } from '../immutable';
import type { RecordDeclaration } from '../schema/records';
import { textValue } from './text-value';
import type { ZoneRecord } from './zone-record';

/** The records of a declaration, one for each value. */
export const toZoneRecords = (declared: Immutable<RecordDeclaration>): readonly ZoneRecord[] =>
  toValues(declared).map((value) => ({
    host: declared.name,
    type: declared.type,
    value,
    why: declared.because,
    ttl: declared.ttlSeconds,
  }));

/** Values as zone files have them. Sources: RFC 1035, 2782 (SRV), 4255 (SSHFP), 6698 (TLSA), 7505 (no mail), 8659 (CAA). */
function toValues(declared: Immutable<RecordDeclaration>): readonly string[] {
  switch (declared.type) {
    case 'A':
    case 'AAAA':
      return declared.values;
    case 'CNAME':
      return [`${declared.target}.`];
    case 'NS':
      return declared.values.map((host) => `${host}.`);
    case 'TXT':
      return declared.values.map(textValue);
    case 'MX':
      return declared.values === 'none'
        ? ['0 .']
        : declared.values.map(({ preference, host }) => `${preference} ${host}.`);
    case 'SRV':
      return declared.values.map(
        ({ priority, weight, port, target }) => `${priority} ${weight} ${port} ${target === '.' ? '' : target}.`,
      );
    case 'CAA':
      return declared.values.map(({ tag, value, critical }) => `${critical ? 128 : 0} ${tag} "${value}"`);
    case 'SSHFP':
      return declared.values.map(
        ({ algorithm, hash, fingerprint }) =>
          `${hostKeyNumbers[algorithm]} ${hash === 'sha-1' ? 1 : 2} ${fingerprint.toLowerCase()}`,
      );
    case 'TLSA':
      return declared.values.map(
        ({ usage, selector, matching, data }) =>
          `${usages.indexOf(usage)} ${selectors.indexOf(selector)} ${matchings.indexOf(matching)} ${data.toLowerCase()}`,
      );
  }
}

/** Source: IANA's registry of SSHFP resource record parameters. */
const hostKeyNumbers = { rsa: 1, ecdsa: 3, ed25519: 4, ed448: 6 } as const;

/** Each by its number. Source: RFC 7218. */
const usages = ['pkix-ta', 'pkix-ee', 'dane-ta', 'dane-ee'] as const;
const selectors = ['cert', 'spki'] as const;
const matchings = ['full', 'sha-256', 'sha-512'] as const;
