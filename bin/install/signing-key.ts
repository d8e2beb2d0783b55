import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { publicKeySchema } from '../../model/schema/cluster-facts';
import type { TokenPublicKey } from '../../lib/operations/install/signing-key';

/** A new private key for service-account tokens, in the form that the installer reads: PEM with PKCS #1 inside. */
export async function newSigningKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 4096,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return privateKey;
}

/** A private key as the API servers read it: both its parts as PEM. */
export const toPemPair = (pem: string): { readonly privatePem: string; readonly publicPem: string } => ({
  privatePem: pem,
  publicPem: createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString(),
});

/** The id of a public key in PEM, as the API server writes it into its tokens. */
export const computeKeyId = (publicPem: string): string =>
  createHash('sha256')
    .update(createPublicKey(publicPem).export({ type: 'spki', format: 'der' }))
    .digest('base64url');

/**
 * The public part of a private key. Its id is the one that the API server writes into its tokens: SHA-256 of the key in
 * DER. Source: openshift/cloud-credential-operator:pkg/cmd/provisioning/aws/create_identity_provider.go;
 * kubernetes/kubernetes:pkg/serviceaccount/jwt.go.
 *
 * @returns undefined when it is not an RSA key of at least 2048 bits in the form that the installer reads
 */
export function toPublicKey(pem: string): TokenPublicKey | undefined {
  const key = parsePrivateKey(pem);
  if (key?.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) return undefined;
  const publicKey = createPublicKey(key);
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const kid = createHash('sha256').update(der).digest('base64url');
  return publicKeySchema.parse({ ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid });
}

function parsePrivateKey(pem: string): KeyObject | undefined {
  if (!pem.startsWith('-----BEGIN RSA PRIVATE KEY-----')) return undefined;
  try {
    return createPrivateKey(pem);
  } catch {
    // What the library says may quote the key.
    return undefined;
  }
}
