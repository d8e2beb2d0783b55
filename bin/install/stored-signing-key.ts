import type { TokenPublicKey } from '../../lib/operations/install/signing-key';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import type { SigningKeySecret } from '../aws/signing-key-secret';
import { toPublicKey } from './signing-key';

/** A private key and its public part. */
export interface StoredSigningKey {
  /** The private key. */
  readonly pem: string;
  readonly publicPart: TokenPublicKey;
}

/**
 * Reads the signing key from Secrets Manager; undefined when there is none.
 *
 * @throws AwsCallError when AWS does not answer, or the secret holds no RSA key of at least 2048 bits.
 */
export async function storedSigningKey(secret: SigningKeySecret): Promise<StoredSigningKey | undefined> {
  const pem = await secret.read();
  if (pem === undefined) return undefined;
  const publicPart = toPublicKey(pem);
  if (publicPart !== undefined) return { pem, publicPart };
  throw new AwsCallError(
    'secretsmanager:GetSecretValue',
    `did not find an RSA key as PEM in the secret ${secret.name}`,
    `restore the version with the key: aws secretsmanager list-secret-version-ids --secret-id ${secret.name}`,
  );
}
