import ipaddr from 'ipaddr.js';
import { specialPurposeBlocks } from '../../../model/data/special-purpose-blocks';
import { joinIntervals, subtractBoxes, type Interval } from './boxes';

/** All addresses lie on one line: IPv4 first, and IPv6 behind it. */
const ipv6Start = 1n << 40n;

/** All IPv4 addresses. */
export const allIpv4: Interval = [0n, (1n << 32n) - 1n];
/** All IPv6 addresses. */
export const allIpv6: Interval = [ipv6Start, ipv6Start + (1n << 128n) - 1n];
/** All addresses of both families. */
export const allAddresses: readonly Interval[] = [allIpv4, allIpv6];

/** Returns the addresses of a block like `10.0.0.0/16` or `2001:db8::/32`, or of one address; undefined for other text. */
export function parseAddresses(text: string): Interval | undefined {
  const [host = '', length] = text.split('/');
  if (!ipaddr.isValid(host) || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  const address = ipaddr.parse(host);
  const isIpv4 = address.kind() === 'ipv4';
  const bits = isIpv4 ? 32 : 128;
  const prefix = Number(length ?? bits);
  if (prefix > bits) return undefined;
  const size = 1n << BigInt(bits - prefix);
  const value = address.toByteArray().reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n);
  const first = (isIpv4 ? 0n : ipv6Start) + value - (value % size);
  return [first, first + size - 1n];
}

/** Returns the addresses of blocks; what is none is left out. */
export const parseBlocks = (texts: readonly (string | undefined)[]): readonly Interval[] =>
  texts.map((text) => parseAddresses(text ?? '')).filter((block) => block !== undefined);

/** Addresses that nobody on the internet has. */
const insideBlocks = parseBlocks([...specialPurposeBlocks, '::/127']);

const linkLocal = parseBlocks(['169.254.0.0/16', 'fe80::/10', 'fd00:ec2::/32']);

const overlaps = (some: readonly Interval[], others: readonly Interval[]): boolean =>
  some.some(([first, last]) => others.some(([from, to]) => first <= to && from <= last));

/** Whether some of the addresses are on the internet. */
export const isPublic = (addresses: readonly Interval[]): boolean =>
  subtractBoxes(
    addresses.map((each) => [each]),
    insideBlocks.map((each) => [each]),
  ).length > 0;

/** Whether some of the addresses are those with which a machine asks AWS for the credentials of its role. */
export const hasMetadataAddress = (addresses: readonly Interval[]): boolean => overlaps(addresses, linkLocal);

const mostBlocks = 3;

/** Names addresses in words, like `the whole internet (0.0.0.0/0)`; `the internet` are most addresses, but not all. */
export function addressWords(addresses: readonly Interval[]): string {
  const joined = joinIntervals(addresses);
  const texts = joined.flatMap(toBlocks);
  const whole = texts.filter((text) => text.endsWith('/0'));
  if (whole.length > 0) return `the whole internet (${whole.join(', ')})`;
  if (coversMost(joined)) return 'the internet';
  return texts.length > mostBlocks ? `${texts.slice(0, mostBlocks).join(', ')} and more` : texts.join(', ');
}

/** Whether more than half of all IPv4 or all IPv6 addresses are there, as with all but a few blocks. */
export const coversMost = (addresses: readonly Interval[]): boolean =>
  allAddresses.some((family) => {
    const there = joinIntervals(addresses).filter((each) => overlaps([each], [family]));
    return there.reduce((sum, each) => sum + countIn(each), 0n) * 2n > countIn(family);
  });

const countIn = ([first, last]: Interval): bigint => last - first + 1n;

/** The fewest blocks that have the addresses of an interval, and no others. */
function toBlocks([first, last]: Interval): readonly string[] {
  const isIpv4 = first < ipv6Start;
  const [start, bits] = isIpv4 ? [0n, 32] : [ipv6Start, 128];
  const found: string[] = [];
  let from = first - start;
  while (from <= last - start && found.length <= mostBlocks) {
    let hosts = 0;
    while (
      hosts < bits &&
      from % (1n << BigInt(hosts + 1)) === 0n &&
      from + (1n << BigInt(hosts + 1)) - 1n <= last - start
    )
      hosts += 1;
    found.push(`${toText(from, bits)}/${bits - hosts}`);
    from += 1n << BigInt(hosts);
  }
  return found;
}

function toText(value: bigint, bits: number): string {
  const bytes = Array.from({ length: bits / 8 }, (_, index) =>
    Number((value >> BigInt(bits - 8 * (index + 1))) & 255n),
  );
  return ipaddr.fromByteArray(bytes).toString();
}
