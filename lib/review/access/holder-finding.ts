import type { ReviewClass } from '../review-finding';
import type { RuleFinding } from '../review-rule';
import type { HolderChange } from './holder-changes';
import { rightTargets } from './right-targets';

/** Makes findings on one holder, in whose name they all are. */
export const holderFinding =
  (change: HolderChange) =>
  (danger: ReviewClass, what: string): RuleFinding => ({
    class: danger,
    layer: 'aws',
    subject: change.after.subject,
    what,
    targets: rightTargets(change),
  });
