import { settleBlocks } from './settle-blocks';

/** A line of one version, with its number counted from 1. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/** Lines of two versions that stand side by side: the same line of both, what became of a line, or a line of one version alone. */
export interface LineRow {
  readonly before: NumberedLine | undefined;
  readonly after: NumberedLine | undefined;
}

/** Part of both versions: from a line on, up to and without another one, counted from 0. */
interface Section {
  readonly before: readonly [from: number, to: number];
  readonly after: readonly [from: number, to: number];
}

/**
 * Puts the lines of two versions side by side. Lines that each version has once are paired first, in the longest order that both have, and
 * what is between them after that ("patience diff"): it takes no longer for versions that have nothing in common.
 */
export function lineRows(before: readonly string[], after: readonly string[]): readonly LineRow[] {
  const rows: LineRow[] = [];
  const add = (one: number | undefined, other: number | undefined) =>
    rows.push({ before: toLine(before, one), after: toLine(after, other) });
  const open: (Section | readonly [number, number])[] = [{ before: [0, before.length], after: [0, after.length] }];
  for (let section = open.pop(); section !== undefined; section = open.pop()) {
    if (!('before' in section)) {
      add(...section);
      continue;
    }
    let [from, to] = section.before;
    let [otherFrom, otherTo] = section.after;
    while (from < to && otherFrom < otherTo && before[from] === after[otherFrom]) add(from++, otherFrom++);
    const end: (readonly [number, number])[] = [];
    while (from < to && otherFrom < otherTo && before[to - 1] === after[otherTo - 1]) end.push([--to, --otherTo]);
    open.push(...end);
    const anchors = longestOrder(sharedLines(before.slice(from, to), after.slice(otherFrom, otherTo)));
    if (anchors.length === 0) {
      for (let index = 0; index < Math.max(to - from, otherTo - otherFrom); index += 1) {
        add(from + index < to ? from + index : undefined, otherFrom + index < otherTo ? otherFrom + index : undefined);
      }
      continue;
    }
    const places = anchors.map(([one, other]) => [from + one, otherFrom + other] as const);
    const parts = places.flatMap(([one, other], index) => {
      const [last, otherLast] = places[index - 1] ?? [from - 1, otherFrom - 1];
      return [{ before: [last + 1, one], after: [otherLast + 1, other] } as const, [one, other] as const];
    });
    const [last, otherLast] = places.at(-1) ?? [from - 1, otherFrom - 1];
    open.push({ before: [last + 1, to], after: [otherLast + 1, otherTo] }, ...parts.reverse());
  }
  return settleBlocks(rows);
}

const toLine = (lines: readonly string[], index: number | undefined): NumberedLine | undefined =>
  index === undefined ? undefined : { number: index + 1, text: lines[index] ?? '' };

/** Places of the lines that both sides have exactly once, in the order of the first side. */
function sharedLines(before: readonly string[], after: readonly string[]): readonly (readonly [number, number])[] {
  const places = uniquePlaces(after);
  return [...uniquePlaces(before)].flatMap(([line, place]) => {
    const other = places.get(line);
    return other === undefined || place < 0 || other < 0 ? [] : [[place, other] as const];
  });
}

/** Place of each line; -1 for one that is there several times. */
function uniquePlaces(lines: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [index, line] of lines.entries()) places.set(line, places.has(line) ? -1 : index);
  return places;
}

type Pair = readonly [one: number, other: number];

/** The most pairs of which both numbers rise, of pairs whose first number rises. */
function longestOrder(pairs: readonly Pair[]): readonly Pair[] {
  /** Index of the pair with which the best order of each length ends. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [index, [, other]] of pairs.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < other) low = middle + 1;
      else high = middle;
    }
    previous.push(low === 0 ? undefined : ends[low - 1]);
    ends[low] = index;
  }
  const order: Pair[] = [];
  for (let index = ends.at(-1); index !== undefined; index = previous[index]) {
    const pair = pairs[index];
    if (pair !== undefined) order.push(pair);
  }
  return order.reverse();
}
