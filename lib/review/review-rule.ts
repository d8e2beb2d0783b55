import type { ObjectChange, ResourceChange, FileChange } from './changes';
import type { Comparison } from './comparison';
import type { Difference, DifferenceStep } from './difference';
import type { ReviewClass, ReviewFinding } from './review-finding';
import type { UnnamedDifferences } from './unnamed-differences';

/** A change that a finding is about, and where in it: the paths that differ, or the whole object, resource or file. */
export interface ReviewTarget {
  readonly change: ObjectChange | ResourceChange | FileChange;
  /** @default the whole object, resource or file */
  readonly path?: readonly DifferenceStep[];
}

/** A finding of one rule. What a rule does not say itself is taken from the rule. */
export interface RuleFinding extends Pick<ReviewFinding, 'class' | 'layer' | 'what'> {
  readonly subject: string;
  /** @default what the rule says */
  readonly why?: string;
  /** @default what the rule says */
  readonly remedy?: string;
  readonly targets: readonly ReviewTarget[];
}

/** Rendered files of one environment before and after a change: texts by path below the environment's folder. */
export interface ReviewExample {
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

/** A kind of change that somebody should see. */
export interface ReviewRule {
  /** Name in kebab case, for reports and for `commons review explain`. */
  readonly id: string;
  /** What it finds, in one sentence. */
  readonly finds: string;
  /** Most dangerous class of its findings. */
  readonly class: ReviewClass;
  /** Why that matters. */
  readonly why: string;
  /** What would keep it safe. */
  readonly remedy: string;
  /** A change that it finds. */
  readonly dangerous: ReviewExample;
  /** The same kind of change without the danger, of which nothing above `watch` is said. */
  readonly harmless: ReviewExample;
  /**
   * Whether other rules say nothing of the changes that it has found, because they follow from it, as with another issuer.
   * @default false
   */
  readonly explains?: boolean;
  /**
   * Whether it is given what is rendered with names as they are written. For other rules, a name that was changed had always been
   * the new one, so that they say what else has changed.
   * @default false
   */
  readonly seesRenames?: boolean;
  readonly findings: (comparison: Comparison) => readonly RuleFinding[];
  /**
   * What it finds in the differences that the findings of no rule are about.
   * @default nothing
   */
  readonly unnamed?: (differences: UnnamedDifferences, comparison: Comparison) => readonly RuleFinding[];
}

/** Targets of a finding for each of the differences. */
export const targetsAt = (
  change: ObjectChange | ResourceChange,
  differing: readonly Difference[],
): readonly ReviewTarget[] => differing.map(({ path }) => ({ change, path }));
