/** Whole numbers from the first to the last, both included. */
export type Interval = readonly [first: bigint, last: bigint];

/** What is in an interval of each dimension at once, such as addresses, protocols and ports. */
export type Box = readonly Interval[];

/** Returns what is in all of the boxes of a list and in none of the others, as boxes that do not overlap where the first ones do not. */
export const subtractBoxes = (boxes: readonly Box[], others: readonly Box[]): readonly Box[] =>
  others.reduce<readonly Box[]>((left, other) => left.flatMap((box) => withoutBox(box, other)), boxes);

/** Returns what is in a box of the one list and in a box of the other one. */
export const intersectBoxes = (boxes: readonly Box[], others: readonly Box[]): readonly Box[] =>
  boxes.flatMap((box) =>
    others.flatMap((other) => {
      const common = commonBox(box, other);
      return common === undefined ? [] : [common];
    }),
  );

/** Whether everything in the boxes of a list is in some of the others. */
export const areCovered = (boxes: readonly Box[], others: readonly Box[]): boolean =>
  subtractBoxes(boxes, others).length === 0;

function commonBox(box: Box, other: Box): Box | undefined {
  const common: Interval[] = [];
  for (const [index, [first, last]] of box.entries()) {
    const [otherFirst, otherLast] = other[index] ?? [first, last];
    const interval: Interval = [first > otherFirst ? first : otherFirst, last < otherLast ? last : otherLast];
    if (interval[0] > interval[1]) return undefined;
    common.push(interval);
  }
  return common;
}

/** Cuts what is beside the other box off, one dimension after the other. */
function withoutBox(box: Box, other: Box): readonly Box[] {
  const common = commonBox(box, other);
  if (common === undefined) return [box];
  const parts: Box[] = [];
  let rest = [...box];
  for (const [index, [first, last]] of box.entries()) {
    const [from, to] = common[index] ?? [first, last];
    const cut = (interval: Interval) => rest.map((each, dimension) => (dimension === index ? interval : each));
    if (first < from) parts.push(cut([first, from - 1n]));
    if (to < last) parts.push(cut([to + 1n, last]));
    rest = cut([from, to]);
  }
  return parts;
}

/** The smallest interval that has all of the intervals. */
export function spanning(intervals: readonly Interval[]): Interval | undefined {
  const [start] = intervals;
  return (
    start &&
    intervals.reduce(([first, last], [from, to]) => [from < first ? from : first, to > last ? to : last], start)
  );
}

/** Joins intervals that overlap or touch. */
export function joinIntervals(intervals: readonly Interval[]): readonly Interval[] {
  const joined: Interval[] = [];
  for (const [first, last] of intervals.toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const before = joined.at(-1);
    if (before === undefined || first > before[1] + 1n) joined.push([first, last]);
    else joined[joined.length - 1] = [before[0], last > before[1] ? last : before[1]];
  }
  return joined;
}
