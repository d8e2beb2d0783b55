import { parseZone, type ParsedZone } from '../../parse-zone';
import { isWithin } from '../../../model/domain-names';
import type { RenderedSnapshot } from '../rendered-snapshot';

/** All records of the zone files of one version: of whichever file, because resolvers see no files. */
export interface ZoneRecords {
  readonly domains: readonly string[];
  /** Values by name in lower case, and by type. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  /** Names and types that wait for a fact, as `<name> <type>`. */
  readonly waiting: ReadonlySet<string>;
}

/** Whether a file below the environment's folder is a zone file. */
export const isZone = (file: string): boolean => /^dns\/.+\.zone$/s.test(file);

/** Reads the zone files of a version, given by their paths. */
export function readZones(snapshot: RenderedSnapshot, files: readonly string[]): ZoneRecords {
  const zones = files.flatMap((file) => parsedZone(snapshot.files.get(file)) ?? []);
  const values = new Map<string, Map<string, string[]>>();
  for (const { host, type, value } of zones.flatMap(({ records }) => records)) {
    const ofHost = values.get(host.toLowerCase()) ?? new Map<string, string[]>();
    const ofType = ofHost.get(type) ?? [];
    values.set(host.toLowerCase(), ofHost.set(type, [...ofType, canonicalValue(type, value)]));
  }
  return {
    domains: zones.map(({ domain }) => domain.toLowerCase()),
    values,
    waiting: new Set(zones.flatMap(({ waiting }) => waiting.map(({ host, type }) => `${host.toLowerCase()} ${type}`))),
  };
}

/** Values of a name and type; none if it has none. */
export const recordValues = ({ values }: ZoneRecords, host: string, type: string): readonly string[] =>
  values.get(host)?.get(type) ?? [];

/** Number of lines of a zone file that are no record, comment or directive that is understood. */
export function unreadLines(text: string): number {
  const lines = toLineFeeds(text)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^[;$]/.test(line));
  return lines.length - parseZone(toLineFeeds(text)).records.length;
}

/** Line of the first record of a name in lower case and a type, counted from 1; undefined where there is none. */
export function zoneLine(text: string, host: string, type: string): number | undefined {
  const domain = /^\$ORIGIN (\S+)\.$/m.exec(toLineFeeds(text))?.[1]?.toLowerCase() ?? '';
  if (!isWithin(host, domain)) return undefined;
  const name = host === domain ? '@' : host.slice(0, -domain.length - 1);
  const index = text.split('\n').findIndex((line) => {
    const [written = '', ...rest] = line.split(/\s+/, 4);
    return written.toLowerCase() === name && rest[rest.indexOf('IN') + 1] === type;
  });
  return index < 0 ? undefined : index + 1;
}

const parsedZone = (text: string | undefined): ParsedZone | undefined =>
  text === undefined ? undefined : parseZone(toLineFeeds(text));

const toLineFeeds = (text: string): string => text.replaceAll('\r\n', '\n');

/** Names are the same in upper and lower case, texts and keys are not. */
const canonicalValue = (type: string, value: string): string =>
  ['TXT', 'CAA', 'SSHFP', 'TLSA'].includes(type) ? value : value.toLowerCase();
