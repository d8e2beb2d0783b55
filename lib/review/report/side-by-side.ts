import { groupBy } from '../../group-by';
import type { RenderedSnapshot } from '../rendered-snapshot';
import type { ReviewPlace } from '../review-finding';
import { lineRows, type LineRow } from './line-rows';

/** Lines of a rendered file in both versions, around the places of a finding. */
export interface SideBySide {
  readonly file: string;
  /** Whether each version has the file. */
  readonly isThere: Readonly<Record<ReviewPlace['side'], boolean>>;
  /** Lines that follow each other; between two parts some are left out. */
  readonly parts: readonly (readonly ShownRow[])[];
}

export interface ShownRow extends LineRow {
  /** Whether a place names it. */
  readonly isMarked: boolean;
}

/** Returns the lines around some places, file by file. */
export type SideBySideLookup = (places: readonly ReviewPlace[]) => readonly SideBySide[];

/** Rows that are shown before and after the one that a place names. */
const around = 6;

/** Returns a lookup of lines in these versions, which compares each file once. */
export function sideBySideLookup(snapshots: readonly RenderedSnapshot[]): SideBySideLookup {
  const compared = new Map<string, ComparedFile>();
  return (places) =>
    [...groupBy(places, ({ file }) => file)].flatMap(([file, there]) => {
      const found = compared.get(file) ?? compareFile(file, snapshots);
      compared.set(file, found);
      const marked = new Set(there.flatMap((place) => found[place.side].get(place.line) ?? []));
      const parts = windows(
        [...marked].sort((one, other) => one - other),
        found.rows.length,
      ).map(([from, to]) =>
        found.rows.slice(from, to).map((row, index) => ({ ...row, isMarked: marked.has(from + index) })),
      );
      return parts.length === 0 ? [] : [{ file, isThere: found.isThere, parts }];
    });
}

interface ComparedFile extends Pick<SideBySide, 'isThere'> {
  readonly rows: readonly LineRow[];
  /** Row of each line, by its number. */
  readonly before: ReadonlyMap<number, number>;
  readonly after: ReadonlyMap<number, number>;
}

function compareFile(file: string, snapshots: readonly RenderedSnapshot[]): ComparedFile {
  const textIn = (side: ReviewPlace['side']) => {
    const snapshot = snapshots.find((each) => each.side === side && file.startsWith(`${each.folder}/`));
    return snapshot?.files.get(file.slice(snapshot.folder.length + 1));
  };
  const [before, after] = [textIn('before'), textIn('after')];
  const rows = lineRows(toLines(before), toLines(after));
  const places = (side: ReviewPlace['side']) =>
    new Map(rows.flatMap((row, index) => (row[side] === undefined ? [] : [[row[side].number, index] as const])));
  return {
    rows,
    before: places('before'),
    after: places('after'),
    isThere: { before: before !== undefined, after: after !== undefined },
  };
}

const toLines = (text: string | undefined): readonly string[] => text?.replace(/\r?\n$/, '').split(/\r?\n/) ?? [];

/** Ranges of rows around some, joined where they touch. */
function windows(marked: readonly number[], count: number): readonly (readonly [from: number, to: number])[] {
  const ranges: [number, number][] = [];
  for (const row of marked) {
    const [from, to] = [Math.max(0, row - around), Math.min(count, row + around + 1)];
    const last = ranges.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = to;
    else ranges.push([from, to]);
  }
  return ranges;
}
