import type { FileChange } from '../changes';
import type { Comparison } from '../comparison';
import type { ReviewTarget } from '../review-rule';
import { isZone, readZones, recordValues, zoneLine, type ZoneRecords } from './zone-records';

/** Records of one name and type of which some have gone or come. */
export interface RecordChange {
  /** Full name in lower case, without a dot at its end. */
  readonly host: string;
  readonly type: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly gone: readonly string[];
  readonly come: readonly string[];
  readonly targets: readonly ReviewTarget[];
}

/** What differs between the zone files of two versions. */
export interface ZoneChanges {
  readonly before: ZoneRecords;
  readonly after: ZoneRecords;
  readonly files: readonly FileChange[];
  readonly records: readonly RecordChange[];
}

const known = new WeakMap<Comparison, ZoneChanges>();

/** Compares the zone files of two versions. Order, comments, times to live and the file that has a record make no difference. */
export function zoneChanges(comparison: Comparison): ZoneChanges {
  const answer = known.get(comparison) ?? compareZones(comparison);
  known.set(comparison, answer);
  return answer;
}

function compareZones({ before, after, files: allFiles }: Comparison): ZoneChanges {
  const files = allFiles.filter(({ file }) => isZone(file));
  const none: ZoneRecords = { domains: [], values: new Map(), waiting: new Set() };
  if (files.length === 0) return { before: none, after: none, files, records: [] };
  // What cannot be read in one version is unknown, not gone.
  const readable = [...new Set([...before.files.keys(), ...after.files.keys()])].filter(
    (file) => isZone(file) && !before.isUnread(file) && !after.isUnread(file),
  );
  const [old, current] = [readZones(before, readable), readZones(after, readable)];
  const records = [...new Set([...old.values.keys(), ...current.values.keys()])].sort().flatMap((host) => {
    const types = [...(old.values.get(host)?.keys() ?? []), ...(current.values.get(host)?.keys() ?? [])];
    return [...new Set(types)].flatMap((type) => {
      const [was, is] = [recordValues(old, host, type), recordValues(current, host, type)];
      const [gone, come] = [without(was, is), without(is, was)];
      if (gone.length + come.length === 0) return [];
      return [{ host, type, before: was, after: is, gone, come, targets: targetsFor(files, host, type) }];
    });
  });
  return { before: old, after: current, files, records };
}

const without = (values: readonly string[], others: readonly string[]): readonly string[] =>
  values.filter((value) => !others.includes(value));

/** The files in which a record has changed. */
const targetsFor = (files: readonly FileChange[], host: string, type: string): readonly ReviewTarget[] =>
  files
    .filter((change) =>
      [change.before, change.after].some((text) => text !== undefined && zoneLine(text, host, type) !== undefined),
    )
    .map((change) => ({ change, path: [host, type] }));
