import type { ObjectChange, ResourceChange } from './changes';
import type { Comparison } from './comparison';
import type { Difference, DifferenceStep } from './difference';
import { goneNamespaces } from './gone-namespaces';
import { groupBy } from '../group-by';
import { objectsOfKinds } from './objects-of-kinds';
import { workloadKinds } from './pods/workload-kinds';
import type { ReviewTarget } from './review-rule';

/** What differs without a word of any other rule. */
export interface UnnamedDifferences {
  /** What is in both versions. */
  readonly changed: readonly (ObjectChange | ResourceChange)[];
  /** Where one of them differs without a word. */
  readonly within: (change: ObjectChange | ResourceChange) => readonly Difference[];
  /** What is gone by itself: its namespace or stack stays, and it does not go with pods that it is called after. */
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
      changes.filter((change) => change.after === undefined),
      new Set(named.keys()),
      comparison,
    ),
  };
}

/** Leaves out what is named, and what goes with its namespace, its stack or pods of which that is said. */
function goneAlone(
  gone: readonly (ObjectChange | ResourceChange)[],
  named: ReadonlySet<ReviewTarget['change']>,
  comparison: Comparison,
): readonly (ObjectChange | ResourceChange)[] {
  if (gone.length === 0) return [];
  const stacks = new Set(comparison.after.templates.map(({ stack }) => stack));
  const namespaces = goneNamespaces(comparison);
  const pods = groupBy(
    comparison.objects.filter(
      (change) => change.after === undefined && workloadKinds.has(change.kind) && named.has(change),
    ),
    ({ namespace }) => namespace,
  );
  const withPods = new Set(
    objectsOfKinds(comparison.after, workloadKinds).map(({ metadata: { namespace = '' } }) => namespace),
  );
  const goesWithPods = ({ namespace, name }: ObjectChange): boolean => {
    const there = pods.get(namespace) ?? [];
    // Nothing in a namespace serves anybody without its last pods.
    return (
      (there.length > 0 && !withPods.has(namespace)) ||
      there.some((each) => name === each.name || name.startsWith(`${each.name}-`))
    );
  };
  return gone.filter((change) => {
    if (named.has(change)) return false;
    return 'logicalId' in change
      ? stacks.has(change.stack)
      : !namespaces.has(change.namespace) && !goesWithPods(change);
  });
}

/** Whether one of two paths leads to something within the other. */
const isWithin = (one: readonly DifferenceStep[], other: readonly DifferenceStep[]): boolean =>
  one.every((step, index) => index >= other.length || isSameStep(step, other[index]));

const isSameStep = (one: DifferenceStep, other: DifferenceStep | undefined): boolean =>
  typeof one === 'object' && typeof other === 'object' ? one.named === other.named : one === other;
