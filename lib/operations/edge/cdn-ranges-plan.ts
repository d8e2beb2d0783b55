import { z } from 'zod';
import { blocksOverlap, prefixLength, toBlock } from '../../../model/address-blocks';
import type { CdnRangeList } from '../../../model/data/cdn-range-lists';
import { familyFor, type AddressFamily } from '../../../model/deny-slots';
import type { Environment } from '../../../model/environment';
import { fileProblem } from '../../../model/file-problem';
import type { Problem } from '../../../model/problem';
import { widestOfOne } from '../../../model/rules/deny-rules';
import { maximumCdnRanges } from '../../../model/schema/edge';
import { fewestRanges } from './fewest-ranges';
import { addressBits, prefixesOverlap, toPrefix, withoutNested, type Prefix } from './prefix';

/** Ranges of a CDN by family. */
export interface CdnRanges {
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
}

/** New ranges, or why they are not taken; then nothing changes. */
export type CdnRangesPlan =
  | { readonly ranges: CdnRanges; readonly added: readonly string[]; readonly gone: readonly string[] }
  | { readonly problems: readonly Problem[] };

/**
 * Plans to take over the ranges that a CDN publishes. Ranges that are halves of one are joined. A list is refused that is empty, that
 * cannot be read, that has less than half of the addresses of today, or that has a range which nobody owns alone.
 */
export function planCdnRanges(
  { edge }: Pick<Environment, 'edge'>,
  current: CdnRanges,
  published: string,
  { url, lists }: CdnRangeList,
): CdnRangesPlan {
  const refuse = (reason: string, remedy = byHand): CdnRangesPlan => ({ problems: [fileProblem(url, reason, remedy)] });
  const listed = blocksIn(published, lists);
  if (listed === undefined) return refuse('is not a list of address blocks as the CDN publishes it');
  const blocks = listed.flatMap((text) => toBlock(text) ?? []);
  if (blocks.length < listed.length) return refuse(`has ${listed.length - blocks.length} entries that are not blocks`);
  const wide = blocks.find((block) => prefixLength(block) < widestOfOne[familyFor(block)]);
  if (wide !== undefined) return refuse(`has ${wide}, which is more than one CDN`);

  const ranges = { ipv4: joined(blocks, 'IPv4'), ipv6: joined(blocks, 'IPv6') };
  if (ranges.ipv4.length === 0) return refuse('has no range of IPv4');
  const denied = edge.denied.find((entry) => blocks.some((block) => blocksOverlap(block, entry.block)));
  if (denied !== undefined) {
    return refuse(
      `has addresses of ${denied.block}, which slot ${denied.slot} denies`,
      'let that in first: commons edge allow',
    );
  }
  for (const key of ['ipv4', 'ipv6'] as const) {
    if (ranges[key].length > maximumCdnRanges)
      return refuse(`has ${ranges[key].length} ranges of ${key}, and a security group holds ${maximumCdnRanges}`);
    const [before, left] = [addressesIn(current[key]), addressesInBoth(current[key], ranges[key])];
    if (left * 2n < before) return refuse(`has less than half of the ${key} addresses that it had`);
  }
  const [now, then] = [
    [...current.ipv4, ...current.ipv6],
    [...ranges.ipv4, ...ranges.ipv6],
  ];
  return {
    ranges,
    added: then.filter((block) => !now.includes(block)),
    gone: now.filter((block) => !then.includes(block)),
  };
}

const byHand = 'look at what the CDN says about it; if it is right, write the ranges into edge.cdn.ranges by hand';

const textsSchema = z.array(z.string());

/** The texts of the lists; undefined if one is missing. */
function blocksIn(text: string, lists: CdnRangeList['lists']): readonly string[] | undefined {
  if (lists === 'lines') {
    const lines = text.split(/\r?\n/).map((line) => line.replace(/#.*/, '').trim());
    return lines.filter((line) => line !== '');
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  const found = lists.map((path) => textsSchema.safeParse(path.reduce(valueIn, document)).data);
  return found.some((list) => list === undefined) ? undefined : found.flatMap((list) => list ?? []);
}

const mapSchema = z.record(z.string(), z.unknown());

const valueIn = (value: unknown, key: string): unknown => mapSchema.safeParse(value).data?.[key];

/** Blocks of a family in the order of their addresses, halves of one block joined. */
function joined(blocks: readonly string[], family: AddressFamily): readonly string[] {
  const own = blocks.filter((block) => familyFor(block) === family);
  for (let slots = 1; slots <= own.length; slots += 1) {
    const found = fewestRanges({ blocks: own, slots, neighbours: 0, kept: [] });
    if ('ranges' in found) return found.ranges.map(({ block }) => block);
  }
  return [];
}

const sizeFor = ({ family, length }: Prefix): bigint => 1n << BigInt(addressBits[family] - length);

/** Addresses of blocks of which none holds another. */
const addressesIn = (blocks: readonly string[]): bigint =>
  withoutNested(blocks.map(toPrefix)).reduce((sum, prefix) => sum + sizeFor(prefix), 0n);

/** Addresses that are in both lists. */
const addressesInBoth = (one: readonly string[], other: readonly string[]): bigint => {
  const [first, second] = [withoutNested(one.map(toPrefix)), withoutNested(other.map(toPrefix))];
  // Of two blocks that overlap, one holds the other.
  return first
    .flatMap((a) => second.filter((b) => prefixesOverlap(a, b)).map((b) => (a.length > b.length ? a : b)))
    .reduce((sum, prefix) => sum + sizeFor(prefix), 0n);
};
