import type { SigningKey } from '../../lib/operations/install/signing-key';
import { CallFailed } from '../../lib/operations/call-failed';
import type { SigningKeySecret } from '../aws/signing-key-secret';
import { publicPartOf } from './signing-key';

/** A private key and its public part. */
export interface HeldSigningKey {
  /** The private key. */
  readonly pem: string;
  readonly publicPart: SigningKey;
}

/**
 * The key that Secrets Manager holds; undefined when there is none.
 *
 * @throws CallFailed when AWS does not answer, or what it holds is no such key.
 */
export async function heldSigningKey(secret: SigningKeySecret): Promise<HeldSigningKey | undefined> {
  const pem = await secret.read();
  if (pem === undefined) return undefined;
  const publicPart = publicPartOf(pem);
  if (publicPart !== undefined) return { pem, publicPart };
  throw new CallFailed(
    'secretsmanager:GetSecretValue',
    `found something else than an RSA key as PEM in the secret ${secret.name}`,
    `put back the version that was the key: aws secretsmanager list-secret-version-ids --secret-id ${secret.name}`,
  );
}
