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
 * The key that Secrets Manager holds; undefined when there is none.
 *
 * @throws CallFailed when AWS does not answer, or what it holds is no such key.
 */
export async function storedSigningKey(secret: SigningKeySecret): Promise<StoredSigningKey | undefined> {
  const pem = await secret.read();
  if (pem === undefined) return undefined;
  const publicPart = toPublicKey(pem);
  if (publicPart !== undefined) return { pem, publicPart };
  throw new AwsCallError(
    'secretsmanager:GetSecretValue',
    `found something else than an RSA key as PEM in the secret ${secret.name}`,
    `put back the version that was the key: aws secretsmanager list-secret-version-ids --secret-id ${secret.name}`,
  );
}
