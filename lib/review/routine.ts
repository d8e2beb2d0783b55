import type { FileChange, ObjectChange, ResourceChange } from './changes';

/** Changes of one kind that no rule has anything to say about. */
export interface RoutineCount {
  /** Kind of the objects, type of the resources, or `file`. */
  readonly kind: string;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** Counts changes by kind, the most frequent first. */
export function routineCounts(
  changes: readonly (ObjectChange | ResourceChange | FileChange)[],
): readonly RoutineCount[] {
  const counts = new Map<string, { added: number; changed: number; removed: number }>();
  for (const change of changes) {
    const kind = toKind(change);
    const count = counts.get(kind) ?? { added: 0, changed: 0, removed: 0 };
    counts.set(kind, count);
    if (change.before === undefined) count.added += 1;
    else if (change.after === undefined) count.removed += 1;
    else count.changed += 1;
  }
  const sum = ({ added, changed, removed }: Omit<RoutineCount, 'kind'>) => added + changed + removed;
  return [...counts]
    .map(([kind, count]) => ({ kind, ...count }))
    .toSorted((one, other) => sum(other) - sum(one) || (one.kind < other.kind ? -1 : 1));
}

function toKind(change: ObjectChange | ResourceChange | FileChange): string {
  if ('logicalId' in change) return change.type;
  return 'kind' in change ? change.kind : 'file';
}
