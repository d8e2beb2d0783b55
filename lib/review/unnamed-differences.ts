import type { ObjectChange, ResourceChange } from './changes';
import type { Comparison } from './comparison';
import type { Difference, DifferenceStep } from './difference';
import type { ReviewTarget } from './review-rule';

/** What is in both versions, and where it differs without a word of any other rule. */
export interface UnnamedDifferences {
  readonly objects: readonly ObjectChange[];
  readonly resources: readonly ResourceChange[];
  readonly within: (change: ObjectChange | ResourceChange) => readonly Difference[];
}

/** Returns the differences that are not among the targets of findings; they are compared with those when somebody asks for them. */
export function unnamedDifferences(
  { objects, resources }: Pick<Comparison, 'objects' | 'resources'>,
  targets: readonly ReviewTarget[],
): UnnamedDifferences {
  const named = new Map<ReviewTarget['change'], (readonly DifferenceStep[])[]>();
  for (const { change, path = [] } of targets) {
    const paths = named.get(change);
    if (paths === undefined) named.set(change, [path]);
    else paths.push(path);
  }
  const isInBoth = ({ before, after }: ObjectChange | ResourceChange) => before !== undefined && after !== undefined;
  return {
    objects: objects.filter(isInBoth),
    resources: resources.filter(isInBoth),
    within: (change) => {
      const paths = named.get(change);
      if (paths === undefined) return change.differences;
      return change.differences.filter(({ path }) => !paths.some((each) => isWithin(path, each)));
    },
  };
}

/** Whether one of two paths leads to something within the other. */
const isWithin = (one: readonly DifferenceStep[], other: readonly DifferenceStep[]): boolean =>
  one.every((step, index) => index >= other.length || isSameStep(step, other[index]));

const isSameStep = (one: DifferenceStep, other: DifferenceStep | undefined): boolean =>
  typeof one === 'object' && typeof other === 'object' ? one.named === other.named : one === other;
