import { canonical } from '../difference';
import { isOn } from '../is-on';
import type { JudgedSetting } from './setting-change';

/** Says something if a setting becomes a value. */
export const becomes =
  (value: unknown, what: string): JudgedSetting['what'] =>
  ({ before, after }) =>
    after === value && before !== value ? what : undefined;

/** Says something if a setting is turned on. */
export const switchedOn =
  (what: string): JudgedSetting['what'] =>
  ({ before, after }) =>
    isOn(after) && !isOn(before) ? what : undefined;

/** Says something if a setting is gone. */
export const gone =
  (what: string): JudgedSetting['what'] =>
  ({ before, after }) =>
    before !== undefined && after === undefined ? what : undefined;

/** Says what a setting is, in place of what it was. */
export const instead =
  (what: string): JudgedSetting['what'] =>
  ({ before, after }) =>
    before === undefined || after === undefined
      ? undefined
      : `${what} ${plainText(after)} in place of ${plainText(before)}`;

/** A value as text: of a text, the text itself. */
export const plainText = (value: unknown): string => (typeof value === 'string' ? value : canonical(value));
