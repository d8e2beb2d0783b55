import { changeLayer } from '../change-layer';
import type { ObjectChange, ResourceChange } from '../changes';
import type { DifferenceStep } from '../difference';
import type { ReviewClass } from '../review-finding';
import type { RuleFinding } from '../review-rule';

/** Something about logins that is another than before. */
export interface LoginChange {
  readonly class: ReviewClass;
  /** What happens, in one sentence that begins after the subject. */
  readonly what: string;
}

/** A change of logins, and whose they are. */
export interface SubjectLoginChange extends LoginChange {
  readonly subject: string;
}

export const letsIn = (what: string): LoginChange => ({ class: 'lets-in', what });
export const weakens = (what: string): LoginChange => ({ class: 'weakens', what });
export const watch = (what: string): LoginChange => ({ class: 'watch', what });

/** Findings for what changes about logins, each said once for a subject. */
export function loginFindings(
  changes: readonly SubjectLoginChange[],
  change: ObjectChange | ResourceChange,
  path: readonly DifferenceStep[],
): readonly RuleFinding[] {
  const once = new Map(changes.map((each) => [JSON.stringify([each.subject, each.what]), each]));
  return [...once.values()].map(({ class: danger, subject, what }) => ({
    class: danger,
    layer: changeLayer(change),
    subject,
    what,
    targets: [{ change, path }],
  }));
}

/** Changes of one subject. */
export const withSubject = (subject: string, changes: readonly LoginChange[]): readonly SubjectLoginChange[] =>
  changes.map((each) => ({ ...each, subject }));
