import { canonical } from '../difference';
import { isOn } from '../is-on';
import type { ReviewClass } from '../review-finding';
import { valueAt } from '../value-at';
import { durationWords } from './duration-words';
import type { LoginChange } from './login-change';

/** Says what another value of a setting means; undefined if it harms nobody. */
type Judge = (before: unknown, after: unknown) => LoginChange | undefined;

/** A setting that decides about logins. */
export interface LoginSetting {
  /** Path of the setting. */
  readonly path: readonly string[];
  /**
   * What holds where the setting is not there.
   * @default nothing
   */
  readonly unset?: unknown;
  readonly judge: Judge;
}

/** A setting at a path, in which a key with dots is one part. */
export const setting = (path: string | readonly string[], judge: Judge, unset?: unknown): LoginSetting => ({
  path: typeof path === 'string' ? [path] : path,
  judge,
  unset,
});

/** What is worse in a value than it was in another. */
export const settingChanges = (
  settings: readonly LoginSetting[],
  before: unknown,
  after: unknown,
): readonly LoginChange[] =>
  settings.flatMap(({ path, unset, judge }) => {
    const [one, other] = [valueAt(before, path) ?? unset, valueAt(after, path) ?? unset];
    return canonical(one) === canonical(other) ? [] : (judge(one, other) ?? []);
  });

export const turnedOn =
  (danger: ReviewClass, what: string): Judge =>
  (before, after) =>
    !isOn(before) && isOn(after) ? { class: danger, what } : undefined;

export const turnedOff =
  (danger: ReviewClass, what: string): Judge =>
  (before, after) =>
    isOn(before) && !isOn(after) ? { class: danger, what } : undefined;

/** Any other value. */
export const another =
  (danger: ReviewClass, what: string): Judge =>
  (before, after) => ({ class: danger, what: `${what} ${valueWords(after)} in place of ${valueWords(before)}` });

/** A value that comes later in a list, of which the strictest is the first. Values that are not in it are worth a look. */
export const laxer =
  (danger: ReviewClass, order: readonly string[], what: string): Judge =>
  (before, after) => {
    const [one, other] = [order.indexOf(String(before)), order.indexOf(String(after))];
    const words = `${what} ${valueWords(after)} in place of ${valueWords(before)}`;
    if (one < 0 || other < 0) return { class: 'watch', what: words };
    return other > one ? { class: danger, what: words } : undefined;
  };

/** A number that is above the one before. */
export const more =
  (danger: ReviewClass, what: string): Judge =>
  (before, after) =>
    isMore(before, after)
      ? { class: danger, what: `${what} ${String(after)} in place of ${String(before)}` }
      : undefined;

/** A number that is below the one before. */
export const fewer =
  (danger: ReviewClass, what: string): Judge =>
  (before, after) =>
    isMore(after, before)
      ? { class: danger, what: `${what} ${String(after)} in place of ${String(before)}` }
      : undefined;

/** A time that is longer than before. */
export const longer =
  (danger: ReviewClass, what: string, endless?: Endless): Judge =>
  (before, after) =>
    isMore(toTime(before, endless), toTime(after, endless))
      ? { class: danger, what: `${what} ${pair(before, after, endless)}` }
      : undefined;

/** A time that is shorter than before. */
export const shorter =
  (danger: ReviewClass, what: string, endless?: Endless): Judge =>
  (before, after) =>
    isMore(toTime(after, endless), toTime(before, endless))
      ? { class: danger, what: `${what} ${pair(before, after, endless)}` }
      : undefined;

/** How a setting says that a time has no end, and what that is called. The time is in seconds, or in parts of them. */
interface Endless {
  readonly words?: string;
  /**
   * How many of its unit are a second.
   * @default 1
   */
  readonly perSecond?: number;
}

function toTime(value: unknown, endless: Endless | undefined): number {
  const seconds = Number(value) / (endless?.perSecond ?? 1);
  return endless?.words !== undefined && !(seconds > 0) ? Infinity : seconds;
}

function pair(before: unknown, after: unknown, endless: Endless | undefined): string {
  const [one, other] = [before, after].map((value) => {
    const seconds = toTime(value, endless);
    return seconds === Infinity ? (endless?.words ?? 'ever') : durationWords(seconds);
  });
  return `${other ?? ''} in place of ${one ?? ''}`;
}

const isMore = (before: unknown, after: unknown): boolean => Number(after) > Number(before);

/** A value for people. */
export function valueWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map(valueWords).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
