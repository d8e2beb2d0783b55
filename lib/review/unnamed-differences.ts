import type { ObjectChange, ResourceChange } from './changes';
import type { Comparison } from './comparison';
import type { Difference, DifferenceStep } from './difference';
import { goneNamespaces } from './gone-namespaces';
import { workloadKinds } from './pods/workload-kinds';
import type { ReviewTarget } from './review-rule';

/** What differs without a word of any other rule. */
export interface UnnamedDifferences {
  /** What is in both versions. */
  readonly changed: readonly (ObjectChange | ResourceChange)[];
  /** Where one of them differs without a word. */
  readonly within: (change: ObjectChange | ResourceChange) => readonly Difference[];
  /** What is gone by itself: its namespace or stack stays, and no pods of its namespace go with it. */
  readonly removed: readonly (ObjectChange | ResourceChange)[];
}

/** Returns the differences that are not among the targets of findings; they are compared with those when somebody asks for them. */
export function unnamedDifferences(comparison: Comparison, targets: readonly ReviewTarget[]): UnnamedDifferences {
  const named = new Map<ReviewTarget['change'], (readonly DifferenceStep[])[]>();
  for (const { change, path = [] } of targets) {
    const paths = named.get(change);
    if (paths === undefined) named.set(change, [path]);
    else paths.push(path);
  }
  const changes = [...comparison.objects, ...comparison.resources];
  return {
    changed: changes.filter(({ before, after }) => before !== undefined && after !== undefined),
    within: (change) => {
      const paths = named.get(change);
      if (paths === undefined) return change.differences;
      return change.differences.filter(({ path }) => !paths.some((each) => isWithin(path, each)));
    },
    removed: goneAlone(
      changes.filter((change) => change.after === undefined && !named.has(change)),
      comparison,
    ),
  };
}

/** Leaves out what goes with its namespace, its stack or pods beside it, of which that is said. */
function goneAlone(
  gone: readonly (ObjectChange | ResourceChange)[],
  comparison: Comparison,
): readonly (ObjectChange | ResourceChange)[] {
  if (gone.length === 0) return [];
  const stacks = new Set(comparison.after.templates.map(({ stack }) => stack));
  const namespaces = new Set([
    ...goneNamespaces(comparison),
    ...comparison.objects
      .filter(({ kind, after }) => after === undefined && workloadKinds.has(kind))
      .map(({ namespace }) => namespace),
  ]);
  return gone.filter((change) =>
    'logicalId' in change ? stacks.has(change.stack) : !namespaces.has(change.namespace),
  );
}

/** Whether one of two paths leads to something within the other. */
const isWithin = (one: readonly DifferenceStep[], other: readonly DifferenceStep[]): boolean =>
  one.every((step, index) => index >= other.length || isSameStep(step, other[index]));

const isSameStep = (one: DifferenceStep, other: DifferenceStep | undefined): boolean =>
  typeof one === 'object' && typeof other === 'object' ? one.named === other.named : one === other;
