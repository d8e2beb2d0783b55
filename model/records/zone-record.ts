import type { FactName } from '../facts';

/** Types of records that a zone file of ours may have. */
export type RecordType = 'A' | 'AAAA' | 'CAA' | 'CNAME' | 'DS' | 'MX' | 'NS' | 'SRV' | 'SSHFP' | 'TLSA' | 'TXT';

/** What every record says, whether its value is known or not. */
interface NamedRecord {
  /** Full name, without a dot at its end. */
  readonly host: string;
  readonly type: RecordType;
  /** What it is for, in a few words; a comment in the zone file. */
  readonly why: string;
}

/** A record that the DNS provider of a registered domain must have. */
export interface ZoneRecord extends NamedRecord {
  /** As zone files have it (RFC 1035): full names end in a dot, and text is in quotes, see `textValue`. */
  readonly value: string;
  /**
   * Seconds that resolvers may keep it.
   * @default an hour
   */
  readonly ttl?: number;
}

/** A record whose value nobody knows before AWS has told it. */
export interface WaitingRecord extends NamedRecord {
  readonly waitsFor: readonly FactName[];
}

/** A record, known or not yet. */
export type ProviderRecord = ZoneRecord | WaitingRecord;
