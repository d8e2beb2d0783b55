import type { LineRow, NumberedLine } from './line-rows';

type Side = 'before' | 'after';

/**
 * Moves lines that one version has alone to where people would say that they are. Where the line in front of them is like their last one, or the
 * line behind them like their first one, as with the documents of a file, the same change can be shown in several places: the one that
 * begins and ends furthest out is taken.
 */
export function settleBlocks(rows: readonly LineRow[]): readonly LineRow[] {
  const settled = [...rows];
  for (const side of ['before', 'after'] as const) {
    for (let start = 0; start < settled.length; start += 1) {
      if (!isAlone(settled[start], side)) continue;
      let end = start;
      while (isAlone(settled[end], side)) end += 1;
      start = settleBlock(settled, start, end - start, side);
    }
  }
  return settled;
}

/** Moves one block, and returns the row behind it. */
function settleBlock(rows: LineRow[], start: number, size: number, side: Side): number {
  let first = start;
  while (canExchange(rows, first - 1, first + size - 1, side)) {
    first -= 1;
    exchange(rows, first, first + size, side);
  }
  let best = { at: first, depth: depth(rows, first, size, side) };
  let at = first;
  while (canExchange(rows, at + size, at, side)) {
    exchange(rows, at + size, at, side);
    at += 1;
    const found = depth(rows, at, size, side);
    if (found <= best.depth) best = { at, depth: found };
  }
  for (; at > best.at; at -= 1) exchange(rows, at - 1, at + size - 1, side);
  return best.at + size;
}

const isAlone = (row: LineRow | undefined, side: Side): boolean =>
  row?.[side] !== undefined && row[side === 'before' ? 'after' : 'before'] === undefined;

const lineAt = (rows: readonly LineRow[], index: number, side: Side): NumberedLine | undefined => rows[index]?.[side];

/** Whether a row of both versions has the line of one that is alone. */
function canExchange(rows: readonly LineRow[], shared: number, alone: number, side: Side): boolean {
  const row = rows[shared];
  return (
    row?.before !== undefined &&
    row.after !== undefined &&
    row.before.text === row.after.text &&
    row.before.text === lineAt(rows, alone, side)?.text
  );
}

/** Gives the line of the other version to another row. */
function exchange(rows: LineRow[], from: number, to: number, side: Side): void {
  const [giving, taking] = [rows[from], rows[to]];
  if (giving === undefined || taking === undefined) return;
  rows[to] =
    side === 'before' ? { before: taking.before, after: giving.after } : { before: giving.before, after: taking.after };
  rows[from] =
    side === 'before' ? { before: giving.before, after: undefined } : { before: undefined, after: giving.after };
}

/** How far in a block begins, and what follows it. */
const depth = (rows: readonly LineRow[], start: number, size: number, side: Side): number =>
  indentation(lineAt(rows, start, side)) + indentation(lineAt(rows, start + size, side));

/** Spaces in front of a line. What separates documents is further out than their own lines, and so is the end. */
const indentation = (line: NumberedLine | undefined): number =>
  line === undefined || line.text.startsWith('---') ? -1 : line.text.search(/\S|$/);
