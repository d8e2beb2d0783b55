import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** Numbers of a key of Curve25519, 32 bytes each in base64url (RFC 8037). */
const numbersSchema = z.object({ d: z.string(), x: z.string() });

/** What stands before the 32 bytes of a private key of Curve25519 in PKCS#8 (RFC 8410). */
const pkcs8Head = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** Makes a private key of WireGuard, in base64 as `wg genkey` prints it. */
export const newWireguardKey = (): string =>
  toBase64(numbersSchema.parse(generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' })).d);

/**
 * The public half of a private key of WireGuard.
 *
 * @throws Error when it is not 32 bytes in base64
 */
export function wireguardPublicKey(privateKey: string): string {
  const der = Buffer.concat([pkcs8Head, Buffer.from(privateKey, 'base64')]);
  const key: KeyObject = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  return toBase64(z.object({ x: z.string() }).parse(key.export({ format: 'jwk' })).x);
}

const toBase64 = (base64url: string): string => Buffer.from(base64url, 'base64url').toString('base64');
