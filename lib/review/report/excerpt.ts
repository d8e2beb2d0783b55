import type { RenderedSnapshot } from '../rendered-snapshot';
import type { ReviewPlace } from '../review-finding';

/** Lines of a rendered file around a place. */
export interface Excerpt {
  /** Number of the first line. */
  readonly first: number;
  readonly lines: readonly string[];
  /** Number of the line that the place names. */
  readonly marked: number;
}

/** Returns the lines around a place; undefined if no version has the file. */
export type ExcerptLookup = (place: ReviewPlace) => Excerpt | undefined;

/** Lines that are shown before and after the one that a place names. */
const around = 7;

/** Returns a lookup of lines in these versions, which splits each file once. */
export function excerptLookup(snapshots: readonly RenderedSnapshot[]): ExcerptLookup {
  const split = new Map<string, readonly string[]>();
  const linesIn = ({ side, file }: ReviewPlace): readonly string[] | undefined => {
    const key = `${side} ${file}`;
    const known = split.get(key);
    if (known !== undefined) return known;
    const snapshot = snapshots.find((each) => each.side === side && file.startsWith(`${each.folder}/`));
    const lines = snapshot?.files.get(file.slice(snapshot.folder.length + 1))?.split('\n');
    if (lines !== undefined) split.set(key, lines);
    return lines;
  };
  return (place) => {
    const lines = linesIn(place);
    if (lines === undefined) return undefined;
    const first = Math.max(1, place.line - around);
    return { first, lines: lines.slice(first - 1, place.line + around), marked: place.line };
  };
}
