import { shortList } from '../../short-list';
import type { Place } from './place';

/** Something of the input that the draft does not have as it was, or that a person has to decide. */
export interface NotTakenOver {
  /** Name of the process in the input; undefined for what belongs to none. */
  readonly process: string | undefined;
  readonly at: Place;
  /** What the input says, without any value that could be secret. */
  readonly what: string;
  readonly why: string;
  /**
   * What a person does about it.
   * @default nothing: the platform does it, or it means nothing here
   */
  readonly remedy?: string;
}

/**
 * The list as text for people: what belongs to no process first, then each process of the input in its order. What nobody has to do
 * anything about comes last, each key once.
 */
export function notTakenOverText(left: readonly NotTakenOver[]): string {
  const open = left.filter(({ remedy }) => remedy !== undefined);
  const groups = [...new Set(open.map(({ process }) => process))].sort(
    (a, b) => Number(a !== undefined) - Number(b !== undefined),
  );
  return [...groups.flatMap((group) => groupLines(group, open)), ...doneLines(left)].join('\n');
}

/** Notes of one process; one that others have too is with the first, and says so. */
function groupLines(group: string | undefined, open: readonly NotTakenOver[]): readonly string[] {
  const first = open.filter((note) => open.findIndex((other) => isSame(note, other)) === open.indexOf(note));
  const own = first.filter(({ process }) => process === group);
  const lines = own.flatMap((note) => {
    const { at, what, why, remedy = '' } = note;
    const others = open
      .filter((other) => other !== note && isSame(note, other))
      .map(({ process }) => process ?? 'the whole');
    const also = others.length === 0 ? '' : ` (also ${shortList([...new Set(others)], 3)})`;
    return [`  ${at.file}:${at.line} ${what}: ${why}${also}`, `    ${remedy}`];
  });
  return lines.length === 0 ? [] : [`${group ?? 'the whole input'}:`, ...lines];
}

const isSame = (one: NotTakenOver, other: NotTakenOver): boolean =>
  one.what === other.what && one.why === other.why && one.remedy === other.remedy;

function doneLines(left: readonly NotTakenOver[]): readonly string[] {
  const done = left.filter(({ remedy }) => remedy === undefined);
  const texts = new Set(done.map(({ what, why }) => `${what}: ${why}`));
  const lines = [...texts].map((text) => {
    const places = done
      .filter(({ what, why }) => `${what}: ${why}` === text)
      .map(({ at: { file, line } }) => `${file}:${line}`);
    const [first = '', ...others] = places;
    return `  ${text} (${first}${others.length === 0 ? '' : ` and ${others.length} more`})`;
  });
  return lines.length === 0 ? [] : ['not taken over, with nothing to do about it:', ...lines];
}
