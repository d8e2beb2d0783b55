import type { ZoneLine } from '../../parse-zone';
import { markedSet, ownershipText, type RecordSet } from './ownership';
import type { ZoneChange } from './zone-plan';

export interface ZoneComparisonProps {
  readonly environment: string;
  readonly domain: string;
  /** Records of the rendered zone file. */
  readonly wanted: readonly ZoneLine[];
  /** What would make the provider's zone equal to the file, if nobody guarded what is of others. */
  readonly changes: readonly ZoneChange[];
  /** Full names whose records at the provider become ours, whatever they are. */
  readonly takeOver: readonly string[];
}

/** A record of others that is in the way of one of ours. */
export interface ZoneConflict {
  /** Full name. */
  readonly host: string;
  readonly reason: string;
  readonly remedy: string;
}

/** What a provider's zone and a rendered zone file are to each other. */
export interface ZoneComparison {
  readonly conflicts: readonly ZoneConflict[];
  /** Names and types at the provider that are of others and stay. */
  readonly foreign: readonly RecordSet[];
  /** Records that are removed, and lose their marks only once they are gone, so that an interruption leaves none behind. */
  readonly leaving: readonly RecordSet[];
}

/**
 * Finds whose the records at a provider are. Ours are those with a mark; a record without a mark that is as the file has it becomes
 * ours. Anything else is of others: it stays, and if one of ours needs its place, it is a conflict.
 */
export function compareZone(props: ZoneComparisonProps): ZoneComparison {
  const { environment, domain, changes, takeOver } = props;
  const fullName = (name: string) => (name === '' ? domain : `${name}.${domain}`);
  const marks = changes.flatMap(({ kind, name, before = [] }) => {
    const set = kind === 'delete' ? markedSet(name) : undefined;
    return set === undefined ? [] : [{ set, owner: before.join(' ') }];
  });
  const ours = new Set(marks.filter(({ owner }) => owner === ownershipText(environment)).map(({ set }) => key(set)));
  const removed = changes.filter(({ kind, name }) => kind === 'delete' && markedSet(name) === undefined);
  const unmarked = removed.filter((change) => !ours.has(key(change)));
  const isTaken = ({ name }: RecordSet) => takeOver.includes(fullName(name));
  const conflicts = [
    ...ownerConflicts(props, marks),
    ...changes
      .filter((change) => change.kind === 'update' && hasOtherValues(change) && !ours.has(key(change)))
      .map((change) => ({ change, others: [change] })),
    ...changes
      .filter(({ kind }) => kind === 'create')
      .map((change) => ({
        change,
        others: unmarked.filter((set) => blocks(set, change)),
      }))
      .filter(({ others }) => others.length > 0),
  ].flatMap((conflict) => {
    if ('host' in conflict) return [conflict];
    const { change, others } = conflict;
    if (isTaken(change)) return [];
    const host = fullName(change.name);
    const held = others.map(({ type, before = [] }) => `${type} ${before.join(', ')}`).join('; ');
    return [
      {
        host,
        reason: `${change.type} of ${host} cannot be written: the provider has ${held} there, which is not marked as ours`,
        remedy: `declare those values, have them removed there, or replace them: --take-over ${host}`,
      },
    ];
  });
  const replaced = unmarked.filter(
    (set) => isTaken(set) && changes.some((change) => change.kind === 'create' && blocks(set, change)),
  );
  return {
    conflicts,
    foreign: unmarked.filter((set) => !replaced.includes(set)),
    leaving: [...removed.filter((change) => ours.has(key(change))), ...replaced].map(({ name, type }) => ({
      name,
      type,
    })),
  };
}

const key = ({ name, type }: RecordSet): string => `${type} ${name}`;

/** Whether a record stands where an alias is to stand, or the other way round. */
const blocks = (set: RecordSet, change: RecordSet): boolean =>
  set.name === change.name && (set.type === 'CNAME' || change.type === 'CNAME');

/** Whether more than the time for which it may be kept is another. */
const hasOtherValues = ({ before = [], after = [] }: ZoneChange): boolean => before.join('\n') !== after.join('\n');

/** Records that another environment has marked. */
const ownerConflicts = (
  { environment, domain, wanted }: ZoneComparisonProps,
  marks: readonly { readonly set: RecordSet; readonly owner: string }[],
): readonly ZoneConflict[] =>
  marks.flatMap(({ set, owner }) => {
    const host = set.name === '' ? domain : `${set.name}.${domain}`;
    const isWanted = wanted.some((line) => line.host === host && line.type === set.type);
    return owner === ownershipText(environment) || !isWanted
      ? []
      : [
          {
            host,
            reason: `${set.type} of ${host} is marked as that of another: ${owner}`,
            remedy: 'remove it there and push that first, or here',
          },
        ];
  });
