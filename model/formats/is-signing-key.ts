import { createPublicKey } from 'node:crypto';

/** Curves of ECDSA that Go, and so a node, has keys for. Source: Go, crypto/x509, ParsePKIXPublicKey; OpenSSL’s names. */
const curves: readonly (string | undefined)[] = ['prime256v1', 'secp384r1', 'secp521r1'];

/**
 * Whether a PEM block is a public key that nodes can check a signature of cosign with: ECDSA, as `cosign generate-key-pair`
 * makes it, or RSA, as `cosign import-key-pair` takes it.
 */
export function isSigningKey(pem: string): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(pem);
    return (
      asymmetricKeyType === 'rsa' || (asymmetricKeyType === 'ec' && curves.includes(asymmetricKeyDetails?.namedCurve))
    );
  } catch {
    return false;
  }
}
