import { checkSigningKey, type TokenPublicKey } from '../../lib/operations/install/signing-key';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import { checkAccount } from '../aws/check-account';
import { SigningKeySecret } from '../aws/signing-key-secret';
import { storedSigningKey } from '../install/stored-signing-key';
import { newSigningKey } from '../install/signing-key';
import { loadedEnvironment } from '../loaded-environment';
import { writeFacts } from '../write-facts';

/**
 * Makes the key that signs the cluster's ServiceAccount tokens, in Secrets Manager, and records its public part in the facts. An
 * existing key is kept, so a run that was interrupted can be repeated.
 */
export async function clusterKeys(name: string): Promise<void> {
  const { environment, facts } = loadedEnvironment(name);
  await checkAccount(environment);
  const secret = new SigningKeySecret(environment);
  const held = (await storedSigningKey(secret))?.publicPart;
  checkSigningKey(environment, facts, held);
  const key = held ?? (await made(secret));
  console.log(`the secret ${secret.name} holds the key ${key.kid}${held === undefined ? ', made just now' : ''}`);
  if (facts.serviceAccountKeys !== undefined) {
    console.log('its public part is recorded; nothing changes');
    return;
  }
  const file = writeFacts(environment, {
    before: facts,
    after: { ...facts, serviceAccountKeys: [key] },
    mayReplace: [],
  });
  console.log(`recorded its public part in ${file}`);
  console.log(`next: npm start, then npx cdk deploy -c environment=${name} --all --outputs-file outputs.json`);
}

/**
 * Creates the secret, and returns the public part of the key in it; another run may have created it first, with another
 * key.
 */
async function made(secret: SigningKeySecret): Promise<TokenPublicKey> {
  await secret.create(await newSigningKey());
  const held = await storedSigningKey(secret);
  if (held !== undefined) return held.publicPart;
  const remedy = 'wait a minute and run the command again';
  throw new AwsCallError(
    'secretsmanager:GetSecretValue',
    `does not find the secret ${secret.name} that was made`,
    remedy,
  );
}
