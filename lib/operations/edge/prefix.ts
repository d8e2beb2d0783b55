import ipaddr from 'ipaddr.js';
import { prefixLength } from '../../../model/address-blocks';
import { familyFor, type AddressFamily } from '../../../model/deny-slots';

/** An address block as numbers. */
export interface Prefix {
  readonly family: AddressFamily;
  /** The first address. */
  readonly start: bigint;
  readonly length: number;
}

/** Bits of an address. */
export const addressBits: Readonly<Record<AddressFamily, number>> = { IPv4: 32, IPv6: 128 };

/**
 * Longest prefix of a network that is one caller's: an address, or what a house or a machine gets of IPv6, who can take any address in it.
 */
export const unitLength: Readonly<Record<AddressFamily, number>> = { IPv4: 32, IPv6: 64 };

/** Reads a block in CIDR notation. */
export function toPrefix(block: string): Prefix {
  const [address] = ipaddr.parseCIDR(block);
  const start = address.toByteArray().reduce((number, byte) => number * 256n + BigInt(byte), 0n);
  return { family: familyFor(block), start, length: prefixLength(block) };
}

/** Writes a block in CIDR notation. */
export function toText({ family, start, length }: Prefix): string {
  const count = addressBits[family] / 8;
  const bytes = Array.from({ length: count }, (_, index) => Number((start >> BigInt(8 * (count - 1 - index))) & 255n));
  return `${ipaddr.fromByteArray(bytes).toString()}/${length}`;
}

/** The block of this length that holds another one. */
export function widened({ family, start, length: longer }: Prefix, length: number): Prefix {
  const hidden = BigInt(addressBits[family] - Math.min(length, longer));
  return { family, start: (start >> hidden) << hidden, length: Math.min(length, longer) };
}

/** Blocks in the order of their addresses, without those that another one holds. */
export function withoutNested(prefixes: readonly Prefix[]): readonly Prefix[] {
  const ordered = prefixes.toSorted((a, b) => (a.start === b.start ? a.length - b.length : a.start < b.start ? -1 : 1));
  const outer: Prefix[] = [];
  for (const prefix of ordered) {
    const last = outer.at(-1);
    if (last === undefined || !prefixesOverlap(last, prefix)) outer.push(prefix);
  }
  return outer;
}

/** Whether two blocks share an address. */
export function prefixesOverlap(a: Prefix, b: Prefix): boolean {
  const shared = Math.min(a.length, b.length);
  return a.family === b.family && widened(a, shared).start === widened(b, shared).start;
}
