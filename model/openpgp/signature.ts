import { newFormatLength } from './packets';

/** What a signature over a key says about it. */
export interface KeySignature {
  /** What it is for; see `signatureTypes`. */
  readonly type: number;
  /** Id of the key that made it; undefined where it does not say. */
  readonly issuer: string | undefined;
  /** Seconds since 1970. */
  readonly made: number;
  /** Seconds after the key was made at which it expires; undefined for never. */
  readonly expiresAfter: number | undefined;
  /** Whether the key may sign; undefined where it does not say. */
  readonly maySign: boolean | undefined;
}

/** Source: RFC 9580, 5.2.1. */
export const signatureTypes = {
  certifications: [0x10, 0x11, 0x12, 0x13, 0x1f],
  subkeyBinding: 0x18,
  keyRevocation: 0x20,
  subkeyRevocation: 0x28,
} as const;

/** Source: RFC 9580, 5.2.3.7. */
const subpackets = { made: 2, keyExpires: 9, issuer: 16, keyFlags: 27, issuerFingerprint: 33 } as const;
const signingFlag = 0x02;

/** Reads a signature of version 4; undefined for others and for damaged ones. */
export function keySignature(body: Buffer): KeySignature | undefined {
  if (body.length < 8 || body.readUInt8(0) !== 4) return undefined;
  const hashed = areaAt(body, 4);
  const unhashed = hashed && areaAt(body, hashed.end);
  if (hashed === undefined || unhashed === undefined) return undefined;
  // What anybody can add afterwards says who made it, and nothing else.
  const issuer =
    parseKeyId(hashed.values.get(subpackets.issuerFingerprint)?.subarray(1)) ??
    parseKeyId(hashed.values.get(subpackets.issuer) ?? unhashed.values.get(subpackets.issuer));
  const flags = hashed.values.get(subpackets.keyFlags);
  const expires = numberIn(hashed.values.get(subpackets.keyExpires));
  return {
    type: body.readUInt8(1),
    issuer,
    made: numberIn(hashed.values.get(subpackets.made)) ?? 0,
    expiresAfter: expires === 0 ? undefined : expires,
    maySign: flags === undefined || flags.length === 0 ? undefined : (flags.readUInt8(0) & signingFlag) !== 0,
  };
}

interface Area {
  readonly values: ReadonlyMap<number, Buffer>;
  readonly end: number;
}

function areaAt(body: Buffer, at: number): Area | undefined {
  if (at + 2 > body.length) return undefined;
  const end = at + 2 + body.readUInt16BE(at);
  if (end > body.length) return undefined;
  const values = new Map<number, Buffer>();
  let next = at + 2;
  while (next < end) {
    const length = newFormatLength(body, next, 0);
    if (length === undefined || length.bodyBytes < 1 || next + length.headerBytes + length.bodyBytes > end)
      return undefined;
    const start = next + length.headerBytes;
    // The highest bit says that it must be understood.
    values.set(body.readUInt8(start) & 0x7f, body.subarray(start + 1, start + length.bodyBytes));
    next = start + length.bodyBytes;
  }
  return { values, end };
}

const numberIn = (value: Buffer | undefined): number | undefined =>
  value?.length === 4 ? value.readUInt32BE(0) : undefined;

const parseKeyId = (value: Buffer | undefined): string | undefined =>
  value === undefined || value.length < 8 ? undefined : value.subarray(-8).toString('hex').toUpperCase();
