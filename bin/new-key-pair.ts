import { generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto';
import { z } from 'zod';
import type { KeyPairKind } from '../model/schema/key-pair-kind';

/** Both keys of a pair, as applications read them. */
export interface KeyPairTexts {
  readonly private: string;
  readonly public: string;
}

/** Makes a key pair, in the form that `keyPairKinds` says. */
export function newKeyPair(kind: KeyPairKind): KeyPairTexts {
  switch (kind) {
    case 'vapid':
      return toVapid(generateKeyPairSync('ec', { namedCurve: 'P-256' }));
    case 'ed25519':
      return toPem(generateKeyPairSync('ed25519'));
    case 'rsa-2048':
      return toPem(generateKeyPairSync('rsa', { modulusLength: 2048 }));
    case 'rsa-4096':
      return toPem(generateKeyPairSync('rsa', { modulusLength: 4096 }));
  }
}

const toPem = ({ privateKey, publicKey }: KeyPairKeyObjectResult): KeyPairTexts => ({
  private: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  public: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
});

/** Numbers of a key of P-256, 32 bytes each in base64url. */
const numbersSchema = z.object({ d: z.string(), x: z.string(), y: z.string() });

/** The point is not compressed: the byte 4, x and y. */
function toVapid({ privateKey }: KeyPairKeyObjectResult): KeyPairTexts {
  const { d, x, y } = numbersSchema.parse(privateKey.export({ format: 'jwk' }));
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  return { private: d, public: point.toString('base64url') };
}
