/**
 * First label of the TXT records by which records at a DNS provider are known to be ours: `<label>.<type>.<name>`, as octoDNS'
 * `OwnershipProcessor` writes them.
 */
export const ownershipLabel = '_commons-platform';

/** Text of such a record: a record belongs to one environment. */
export const ownershipText = (environment: string): string => `environment=${environment}`;

/** A name and a type at a provider, which together are what octoDNS changes as a whole. */
export interface RecordSet {
  /** Name relative to the zone; empty for the zone itself. */
  readonly name: string;
  readonly type: string;
}

/** What a mark is about; undefined if the name is that of no mark. */
export function markedSet(name: string): RecordSet | undefined {
  const [label, type, ...rest] = name.split('.');
  if (label !== ownershipLabel || type === undefined) return undefined;
  return { name: rest.join('.').replace('_wildcard', '*'), type: type.toUpperCase() };
}

/** Name of the mark of a record, relative to the zone. */
export const markName = ({ name, type }: RecordSet): string =>
  [ownershipLabel, type.toLowerCase(), ...(name === '' ? [] : [name.replace('*', '_wildcard')])].join('.');
