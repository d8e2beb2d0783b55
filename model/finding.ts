import type { PathStep } from './problem';

/** A broken rule that a schema cannot express, with the path in the file, the reason and a remedy. */
export interface Finding {
  readonly path: readonly PathStep[];
  readonly reason: string;
  readonly remedy: string;
}

/** A list with the finding if the condition is true, else an empty list. */
export const findingIf = (
  wrong: boolean,
  path: readonly PathStep[],
  reason: string,
  remedy: string,
): readonly Finding[] => (wrong ? [{ path, reason, remedy }] : []);

/** A finding for each value that occurred before in the list at `path`. */
export const repeatFindings = (
  values: readonly string[],
  place: (index: number) => readonly PathStep[],
  reason: (first: number) => string,
  remedy: string,
): readonly Finding[] =>
  values.flatMap((value, index) => {
    const first = values.indexOf(value);
    return findingIf(first < index, place(index), reason(first), remedy);
  });
