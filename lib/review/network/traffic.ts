import { joinIntervals, type Box, type Interval } from './boxes';

/** All IP protocols by number (IANA's registry). */
export const allProtocols: Interval = [0n, 255n];
/** All ports, or all types of ICMP. */
export const allPorts: Interval = [0n, 65_535n];

const protocolNumbers: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58, sctp: 132 };

/** Returns the number of a protocol by its name or number; all of them for -1; undefined for what is neither. */
export function parseProtocol(protocol: unknown): Interval | undefined {
  const text = String(protocol).toLowerCase();
  if (text === '-1' || text === 'all') return allProtocols;
  const number = protocolNumbers[text] ?? (/^\d{1,3}$/.test(text) ? Number(text) : undefined);
  return number === undefined ? undefined : [BigInt(number), BigInt(number)];
}

/** Names protocols and ports in words, like `TCP 22`, `TCP 8000-8999` or `everything`. */
export function trafficWords(boxes: readonly (readonly [protocols: Interval, ports: Interval])[]): string {
  const byProtocol = new Map<string, Interval[]>();
  for (const [protocols, ports] of boxes) {
    const key = protocols.join('-');
    byProtocol.set(key, [...(byProtocol.get(key) ?? []), ports]);
  }
  const parts = [...byProtocol].map(([key, ports]) => {
    const [first, last] = key.split('-');
    return first === last
      ? `${protocolWord(Number(first))}${portWords(Number(first), joinIntervals(ports))}`
      : 'everything';
  });
  if (parts.includes('everything')) return 'everything';
  return [...new Set(parts)].sort().join(', ');
}

const protocolWord = (number: number): string =>
  Object.keys(protocolNumbers)
    .find((name) => protocolNumbers[name] === number)
    ?.toUpperCase() ?? `protocol ${number}`;

function portWords(protocol: number, ports: readonly Interval[]): string {
  if (protocol === 1 || protocol === 58 || !Object.values(protocolNumbers).includes(protocol)) return '';
  const texts = ports.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`));
  if (ports.some(([first, last]) => last - first >= allPorts[1] - 1n)) return ' on every port';
  return ` ${texts.slice(0, mostPorts).join(', ')}${texts.length > mostPorts ? ' and more' : ''}`;
}

const mostPorts = 5;

/** The last two dimensions of boxes that end with protocols and ports. */
export const protocolsAndPorts = (boxes: readonly Box[]): readonly (readonly [Interval, Interval])[] =>
  boxes.map((box) => [box.at(-2) ?? allProtocols, box.at(-1) ?? allPorts]);
