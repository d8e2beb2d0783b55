import type { RenderedStack } from '../stack-list';
import type { FileChange } from './changes';
import type { Comparison } from './comparison';
import type { DifferenceStep } from './difference';
import type { ReviewTarget } from './review-rule';

/** A stack that is in the lists of both versions, with another entry than before. */
export interface StackChange {
  readonly name: string;
  readonly before: RenderedStack;
  readonly after: RenderedStack;
  /** Returns the target of a finding about a value of the entry. */
  readonly targetAt: (...path: readonly DifferenceStep[]) => ReviewTarget;
}

/** Returns the stacks of both versions whose list has changed. */
export function stackChanges({ before, after, files }: Comparison): readonly StackChange[] {
  const changed = new Map<string, FileChange>(files.map((change) => [change.file, change]));
  const old = new Map(before.stacks.map((stack) => [stack.name, stack]));
  return after.stacks.flatMap((stack) => {
    const [former, change] = [old.get(stack.name), changed.get(stack.file)];
    if (former === undefined || change === undefined) return [];
    const targetAt = (...path: readonly DifferenceStep[]): ReviewTarget => ({
      change,
      path: [{ named: stack.name }, ...path],
    });
    return [{ name: stack.name, before: former, after: stack, targetAt }];
  });
}
