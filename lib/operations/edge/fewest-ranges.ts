import {
  addressBits,
  prefixesOverlap,
  toPrefix,
  toText,
  unitLength,
  widened,
  withoutNested,
  type Prefix,
} from './prefix';

export interface FewestRangesProps {
  /** Blocks to deny, all of one family; smaller ones of IPv6 count as their /64. */
  readonly blocks: readonly string[];
  /** Most ranges. */
  readonly slots: number;
  /** Most neighbours in all ranges together. */
  readonly neighbours: number;
  /** Blocks that no range may touch. */
  readonly kept: readonly string[];
}

/** A range, and how many callers are in it that are not to be denied: addresses of IPv4, networks of 64 bits of IPv6. */
export interface DeniedRange {
  readonly block: string;
  readonly neighbours: number;
}

/** The ranges; or, where none fit, the fewest neighbours with that many slots, infinite if what is kept is always hit. */
export type FewestRanges = { readonly ranges: readonly DeniedRange[] } | { readonly neighboursNeeded: number };

/**
 * Covers blocks by the fewest ranges that fit the slots and hit no more neighbours than the bound; of those with that many ranges,
 * the ones with the fewest neighbours. Exact: a range that covers some of the blocks is best the smallest that holds them, which is a node of
 * their tree of common prefixes, so that the best choice for a node follows from those for its two halves.
 */
export function fewestRanges({ blocks, slots, neighbours, kept }: FewestRangesProps): FewestRanges {
  const units = blocks.map(toPrefix).map((prefix) => widened(prefix, unitLength[prefix.family]));
  const leaves = withoutNested(units);
  if (leaves.length === 0) return { ranges: [] };
  const root = toTree(leaves, 0, leaves.length, { slots, kept: kept.map(toPrefix) });
  const count = root.costs.findIndex((cost) => cost <= neighbours);
  if (count === -1) return { neighboursNeeded: Math.min(Infinity, ...root.costs) };
  return { ranges: [...rangesFor(root, count + 1)] };
}

/** A node of the tree of common prefixes. */
interface Tree {
  readonly prefix: Prefix;
  /** Callers below it that are to be denied. */
  readonly callers: number;
  /** Fewest neighbours with one range, with two, and so on; no more entries than blocks or slots. */
  readonly costs: readonly number[];
  /** The halves, and for each entry of `costs` how many of its ranges are in the first; undefined for a block that was given. */
  readonly halves?: { readonly first: Tree; readonly second: Tree; readonly inFirst: readonly number[] };
}

interface Bounds {
  readonly slots: number;
  readonly kept: readonly Prefix[];
}

/** The tree of the blocks from index `from` to before index `to`. */
function toTree(leaves: readonly Prefix[], from: number, to: number, bounds: Bounds): Tree {
  const [low, high] = [leaves[from], leaves[to - 1]];
  if (low === undefined || high === undefined) throw new Error('a tree needs a block');
  const prefix = low === high ? low : commonPrefix(low, high);
  const kept = bounds.kept.filter((each) => prefixesOverlap(each, prefix));
  const whole = (callers: number) => (kept.length > 0 ? Infinity : unitsIn(prefix) - callers);
  if (low === high) return { prefix, callers: unitsIn(low), costs: [whole(unitsIn(low))].slice(0, bounds.slots) };

  const middle = prefix.start + (1n << BigInt(addressBits[low.family] - prefix.length - 1));
  const split = firstFrom(leaves, middle, from, to);
  const inside = { ...bounds, kept };
  const [first, second] = [toTree(leaves, from, split, inside), toTree(leaves, split, to, inside)];
  const callers = first.callers + second.callers;
  const { costs, inFirst } = shared(first.costs, second.costs, bounds.slots);
  return {
    prefix,
    callers,
    costs: [whole(callers), ...costs].slice(0, bounds.slots),
    halves: { first, second, inFirst: [0, ...inFirst] },
  };
}

const commonPrefix = (low: Prefix, high: Prefix): Prefix =>
  widened(low, addressBits[low.family] - (low.start ^ high.start).toString(2).length);

/** Index of the first block at or after an address; the blocks are in order. */
function firstFrom(leaves: readonly Prefix[], address: bigint, from: number, to: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const index = (low + high) >> 1;
    const start = leaves[index]?.start;
    if (start !== undefined && start < address) low = index + 1;
    else high = index;
  }
  return low;
}

/** Fewest neighbours with two ranges, three, and so on, of which each half has at least one. */
function shared(first: readonly number[], second: readonly number[], slots: number) {
  const costs: number[] = [];
  const inFirst: number[] = [];
  for (let ranges = 2; ranges <= Math.min(slots, first.length + second.length); ranges += 1) {
    let [best, choice] = [Infinity, Math.max(1, ranges - second.length)];
    for (let own = choice; own <= Math.min(ranges - 1, first.length); own += 1) {
      const cost = (first[own - 1] ?? Infinity) + (second[ranges - own - 1] ?? Infinity);
      if (cost < best) [best, choice] = [cost, own];
    }
    costs.push(best);
    inFirst.push(choice);
  }
  return { costs, inFirst };
}

function* rangesFor({ prefix, callers, halves }: Tree, count: number): Generator<DeniedRange> {
  if (halves === undefined || count === 1) {
    yield { block: toText(prefix), neighbours: unitsIn(prefix) - callers };
    return;
  }
  const own = halves.inFirst[count - 1] ?? 1;
  yield* rangesFor(halves.first, own);
  yield* rangesFor(halves.second, count - own);
}

/** Callers that a block has room for. */
const unitsIn = ({ family, length }: Prefix): number => 2 ** Math.max(unitLength[family] - length, 0);
