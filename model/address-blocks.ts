import ipaddr from 'ipaddr.js';

/** Length of a block's prefix. */
export const prefixLength = (block: string): number => Number(block.split('/')[1]);

/** Whether two address blocks share an address; blocks of different families never do. */
export function blocksOverlap(a: string, b: string): boolean {
  const [addressA, prefixA] = ipaddr.parseCIDR(a);
  const [addressB, prefixB] = ipaddr.parseCIDR(b);
  const shared = Math.min(prefixA, prefixB);
  return addressA.kind() === addressB.kind() && bits(addressA).slice(0, shared) === bits(addressB).slice(0, shared);
}

/** Whether all addresses of a block are in another one. */
export const containsBlock = (outer: string, inner: string): boolean =>
  prefixLength(outer) <= prefixLength(inner) && blocksOverlap(outer, inner);

/**
 * A block, or the block of one address, as the environment file has it: in short form, without bits behind its prefix; undefined for
 * anything else.
 */
export function toBlock(text: string): string | undefined {
  const whole = text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`;
  if (!/^([0-9.]+|[0-9a-f:.]+)\/(0|[1-9]\d{0,2})$/i.test(whole) || !ipaddr.isValidCIDR(whole)) return undefined;
  const [address, prefix] = ipaddr.parseCIDR(whole);
  if (address.kind() === 'ipv4') {
    return ipaddr.IPv4.isValidFourPartDecimal(whole.split('/')[0] ?? '')
      ? `${ipaddr.IPv4.networkAddressFromCIDR(whole).toString()}/${prefix}`
      : undefined;
  }
  return `${ipaddr.IPv6.networkAddressFromCIDR(whole).toString()}/${prefix}`;
}

const bits = (address: ipaddr.IPv4 | ipaddr.IPv6): string =>
  address
    .toByteArray()
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
