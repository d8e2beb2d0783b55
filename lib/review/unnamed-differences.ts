import type { ObjectChange, ResourceChange } from './changes';
import type { Comparison } from './comparison';
import type { Difference, DifferenceStep } from './difference';
import type { ReviewTarget } from './review-rule';

/** What is in both versions, and where it differs without a word of any other rule. */
export interface UnnamedDifferences {
  readonly objects: readonly ObjectChange[];
  readonly resources: readonly ResourceChange[];
  readonly within: (change: ObjectChange | ResourceChange) => readonly Difference[];
  /** What is gone, from namespaces and stacks that stay. */
  readonly removed: {
    readonly objects: readonly ObjectChange[];
    readonly resources: readonly ResourceChange[];
    /** Namespaces in which pods go, too. */
    readonly withPods: ReadonlySet<string>;
  };
}

/** Returns the differences that are not among the targets of findings; they are compared with those when somebody asks for them. */
export function unnamedDifferences(
  { objects, resources, after: current }: Pick<Comparison, 'objects' | 'resources' | 'after'>,
  targets: readonly ReviewTarget[],
): UnnamedDifferences {
  const named = new Map<ReviewTarget['change'], (readonly DifferenceStep[])[]>();
  for (const { change, path = [] } of targets) {
    const paths = named.get(change);
    if (paths === undefined) named.set(change, [path]);
    else paths.push(path);
  }
  const isInBoth = ({ before, after }: ObjectChange | ResourceChange) => before !== undefined && after !== undefined;
  const isGone = (change: ObjectChange | ResourceChange) => change.after === undefined && !named.has(change);
  const gone = { objects: objects.filter(isGone), resources: resources.filter(isGone) };
  const namespaces = new Set(objects.filter(isGoneNamespace).map(({ name }) => name));
  const stacks = new Set(gone.resources.length === 0 ? [] : current.templates.map(({ stack }) => stack));
  return {
    removed: {
      objects: gone.objects.filter(({ namespace }) => !namespaces.has(namespace)),
      resources: gone.resources.filter(({ stack }) => stacks.has(stack)),
      withPods: new Set(
        objects
          .filter(({ kind, after }) => after === undefined && workloads.has(kind))
          .map(({ namespace }) => namespace),
      ),
    },
    objects: objects.filter(isInBoth),
    resources: resources.filter(isInBoth),
    within: (change) => {
      const paths = named.get(change);
      if (paths === undefined) return change.differences;
      return change.differences.filter(({ path }) => !paths.some((each) => isWithin(path, each)));
    },
  };
}

const workloads: ReadonlySet<string> = new Set([
  'apps/DaemonSet',
  'apps/Deployment',
  'apps/StatefulSet',
  'batch/CronJob',
  'batch/Job',
]);

const isGoneNamespace = ({ kind, after }: ObjectChange): boolean => kind === '/Namespace' && after === undefined;

/** Whether one of two paths leads to something within the other. */
const isWithin = (one: readonly DifferenceStep[], other: readonly DifferenceStep[]): boolean =>
  one.every((step, index) => index >= other.length || isSameStep(step, other[index]));

const isSameStep = (one: DifferenceStep, other: DifferenceStep | undefined): boolean =>
  typeof one === 'object' && typeof other === 'object' ? one.named === other.named : one === other;
