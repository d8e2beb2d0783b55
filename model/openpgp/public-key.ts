import { createHash } from 'node:crypto';
import { removeArmor, exportRemedy, type KeyFault } from './armor';
import { parsePackets, packetTags, type Packet } from './packets';
import { keySignature, signatureTypes, type KeySignature } from './signature';

/** A public key of GPG that may sign. */
export interface OpenPgpKey {
  /** The sixteen digits by which Argo CD names the whole key. */
  readonly id: string;
  /** Ids of the key and subkeys that may sign. */
  readonly signingIds: readonly string[];
  /** Their fingerprints: whoever has no copy of the keys knows them by these alone. */
  readonly signingFingerprints: readonly string[];
  /** Time after which none of them may sign, in seconds since 1970; undefined for never. */
  readonly expires: number | undefined;
}

/** Bits that an RSA key must have, the default of GnuPG. */
const leastBits = 3072;

/** Algorithms that can sign. Source: RFC 9580, 9.1; GnuPG reads 27 and 28 only in keys of a newer version. */
const algorithms: ReadonlyMap<number, 'RSA' | 'elliptic curves'> = new Map([
  [1, 'RSA'],
  [3, 'RSA'],
  [19, 'elliptic curves'],
  [22, 'elliptic curves'],
] as const);

/** A key and what its owner has signed about it. */
interface Part {
  readonly id: string;
  readonly fingerprint: string;
  readonly made: number;
  readonly algorithm: number;
  readonly bits: number;
  readonly signatures: readonly KeySignature[];
}

/** Reads the armored public key of one person. Signatures in it are taken as they are: the reviewed file is the witness. */
export function readPublicKey(text: string): OpenPgpKey | KeyFault {
  const bytes = removeArmor(text);
  if ('reason' in bytes) return bytes;
  const packets = parsePackets(bytes);
  if (packets === undefined) return { reason: 'is damaged: it ends within a packet', remedy: exportRemedy };
  if (packets.some(({ tag }) => tag === packetTags.secretKey || tag === packetTags.secretSubkey)) {
    return {
      reason: 'holds a private key, labelled as a public one',
      remedy: `treat it as stolen: revoke it, make a new one, and ${exportRemedy}`,
    };
  }
  const owners = packets.filter(({ tag }) => tag === packetTags.publicKey).length;
  if (owners !== 1) {
    const reason =
      owners === 0 ? 'has no key in it' : `has ${owners} keys in it, and Argo CD accepts one for each file`;
    return { reason, remedy: exportRemedy };
  }
  const [primary, ...subkeys] = splitParts(packets);
  return primary === undefined
    ? {
        reason: 'is of a version that the GnuPG of Argo CD does not read',
        remedy: 'make a key with GnuPG 2.2 or newer',
      }
    : judged(primary, subkeys);
}

function judged(primary: Part, subkeys: readonly Part[]): OpenPgpKey | KeyFault {
  const own = ({ issuer }: KeySignature) => issuer === primary.id;
  const { certifications, subkeyBinding, keyRevocation, subkeyRevocation } = signatureTypes;
  if (primary.signatures.some(({ type }) => type === keyRevocation)) {
    return {
      reason: 'is revoked by its owner, which Argo CD does not check',
      remedy: 'leave it out, or export the key that took its place',
    };
  }
  const ownExpiry = findExpiry(primary, certifications, own);
  const signing = [primary, ...subkeys].flatMap((part) => {
    const types = part === primary ? certifications : [subkeyBinding];
    const newest = newestSignature(part, types, own);
    const revoked = part.signatures.some(({ type }) => type === subkeyRevocation);
    // A key that says nothing about its use may do what its algorithm can.
    const able = newest !== undefined && (newest.maySign ?? algorithms.has(part.algorithm));
    return able && !revoked ? [{ part, expires: earliest(ownExpiry, findExpiry(part, types, own)) }] : [];
  });
  if (signing.length === 0)
    return { reason: 'has no key that may sign', remedy: 'add a subkey for signing, and export it again' };
  const weak = signing.find(({ part }) => weakness(part) !== undefined);
  if (weak !== undefined)
    return {
      reason: `signs with ${weakness(weak.part) ?? ''}`,
      remedy: 'make a key of ed25519, or of RSA with 3072 bits or more',
    };
  const ends = signing.map(({ expires }) => expires);
  return {
    id: primary.id,
    signingIds: signing.map(({ part }) => part.id),
    signingFingerprints: signing.map(({ part }) => part.fingerprint),
    expires: ends.some((end) => end === undefined) ? undefined : Math.max(...ends.filter((end) => end !== undefined)),
  };
}

const newestSignature = (part: Part, types: readonly number[], own: (signature: KeySignature) => boolean) =>
  part.signatures
    .filter((signature) => types.includes(signature.type) && own(signature))
    .reduce<KeySignature | undefined>(
      (newest, each) => (newest === undefined || each.made >= newest.made ? each : newest),
      undefined,
    );

function findExpiry(
  part: Part,
  types: readonly number[],
  own: (signature: KeySignature) => boolean,
): number | undefined {
  const after = newestSignature(part, types, own)?.expiresAfter;
  return after === undefined ? undefined : part.made + after;
}

const earliest = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);

function weakness({ algorithm, bits }: Part): string | undefined {
  const kind = algorithms.get(algorithm);
  if (kind === undefined) return 'an algorithm that is no longer accepted';
  return kind === 'RSA' && bits < leastBits ? `RSA of ${bits} bits, which is too short` : undefined;
}

/** The key and its subkeys, each with the signatures that follow it; empty where the first is of another version than 4. */
function splitParts(packets: readonly Packet[]): readonly Part[] {
  const parts: { readonly key: Buffer; readonly signatures: KeySignature[] }[] = [];
  for (const { tag, body } of packets) {
    if (tag === packetTags.publicKey || tag === packetTags.publicSubkey) parts.push({ key: body, signatures: [] });
    const signature = tag === packetTags.signature ? keySignature(body) : undefined;
    if (signature !== undefined) parts.at(-1)?.signatures.push(signature);
  }
  return parts
    .filter(({ key }) => key.length > 8 && key.readUInt8(0) === 4)
    .map(({ key, signatures }) => ({ key, signatures, fingerprint: computeFingerprint(key) }))
    .map(({ key, signatures, fingerprint }) => ({
      id: fingerprint.slice(-16),
      fingerprint,
      made: key.readUInt32BE(1),
      algorithm: key.readUInt8(5),
      bits: key.readUInt16BE(6),
      signatures,
    }));
}

/** Source: RFC 9580, 5.5.4.2. */
function computeFingerprint(key: Buffer): string {
  const head = Buffer.from([0x99, key.length >> 8, key.length & 0xff]);
  return createHash('sha1').update(head).update(key).digest('hex').toUpperCase();
}
