/** One packet of an OpenPGP message. */
export interface Packet {
  /** Which kind it is; see RFC 9580, 5. */
  readonly tag: number;
  readonly body: Buffer;
}

export const packetTags = { signature: 2, secretKey: 5, publicKey: 6, secretSubkey: 7, publicSubkey: 14 } as const;

/** The packets of a key, in order; undefined where the bytes end too early or are none. Source: RFC 9580, 4.2. */
export function parsePackets(bytes: Uint8Array): readonly Packet[] | undefined {
  const all = Buffer.from(bytes);
  const packets: Packet[] = [];
  let at = 0;
  while (at < all.length) {
    const header = all.readUInt8(at);
    const length = (header & 0x40) === 0 ? oldLength(all, at) : newFormatLength(all, at + 1, 1);
    if ((header & 0x80) === 0 || length === undefined) return undefined;
    const start = at + length.headerBytes;
    if (start + length.bodyBytes > all.length) return undefined;
    const tag = (header & 0x40) === 0 ? (header >> 2) & 0x0f : header & 0x3f;
    packets.push({ tag, body: all.subarray(start, start + length.bodyBytes) });
    at = start + length.bodyBytes;
  }
  return packets;
}

interface Length {
  readonly headerBytes: number;
  readonly bodyBytes: number;
}

function oldLength(all: Buffer, at: number): Length | undefined {
  const bytes = [1, 2, 4][all.readUInt8(at) & 0x03];
  return bytes === undefined || at + 1 + bytes > all.length
    ? undefined
    : { headerBytes: 1 + bytes, bodyBytes: all.readUIntBE(at + 1, bytes) };
}

/** A length as newer packets and all subpackets write it; parts of unknown length are for data and never in a key. */
export function newFormatLength(all: Buffer, at: number, before: number): Length | undefined {
  if (at >= all.length) return undefined;
  const first = all.readUInt8(at);
  if (first < 192) return { headerBytes: before + 1, bodyBytes: first };
  if (first < 224) {
    if (at + 2 > all.length) return undefined;
    return { headerBytes: before + 2, bodyBytes: ((first - 192) << 8) + all.readUInt8(at + 1) + 192 };
  }
  if (first !== 255 || at + 5 > all.length) return undefined;
  return { headerBytes: before + 5, bodyBytes: all.readUInt32BE(at + 1) };
}
