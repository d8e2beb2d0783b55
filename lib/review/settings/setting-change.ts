import type { ObjectChange } from '../changes';
import { pathText, type Difference } from '../difference';
import type { ReviewClass } from '../review-finding';
import { targetsAt, type RuleFinding } from '../review-rule';
import { objectSubject } from '../subjects';
import { insideTexts } from './inside-texts';

/** A setting of objects in the cluster by which a change of it can be judged. */
export interface JudgedSetting {
  /** Kinds that have it, as `<group>/<kind>`. */
  readonly kind: RegExp;
  /** Path of the setting, from the object on. */
  readonly field: RegExp;
  readonly class: ReviewClass;
  /** What the change does; undefined if it is for the better, or of no account. */
  readonly what: (difference: Difference, change: ObjectChange) => string | undefined;
}

/** What settings of an object that is in both versions say of its change. */
export function settingFindings(change: ObjectChange, settings: readonly JudgedSetting[]): readonly RuleFinding[] {
  if (change.before === undefined || change.after === undefined) return [];
  const ofKind = settings.filter(({ kind }) => kind.test(change.kind));
  if (ofKind.length === 0) return [];
  return change.differences.flatMap((written) =>
    insideTexts(written).flatMap((difference) => {
      const text = pathText(difference.path);
      for (const { field, class: danger, what: toWords } of ofKind) {
        const what = field.test(text) ? toWords(difference, change) : undefined;
        if (what === undefined) continue;
        const targets = targetsAt(change, [written]);
        return [{ class: danger, layer: 'cluster' as const, subject: objectSubject(change), what, targets }];
      }
      return [];
    }),
  );
}
