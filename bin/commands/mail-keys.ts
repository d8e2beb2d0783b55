import { createPublicKey, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { dkimSecret } from '../../model/mail/mail-accounts';
import { resourceNames } from '../../model/naming';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import { DkimKeySecret } from '../aws/dkim-key-secret';
import { checkAccount } from '../aws/check-account';
import { loadedEnvironment } from '../loaded-environment';
import { declaredMail } from '../declared-mail';
import { writeFacts } from '../write-facts';

/**
 * Makes the keys that sign mail, in Secrets Manager, and records their public halves in the facts, from which the zone files have them.
 * Existing keys are kept, so a run that was interrupted can be repeated; keys of selectors that left the file are let go from the facts.
 *
 * @throws ProblemsError when the environment has no mail host, or a recorded key is not the one in its secret
 */
export async function mailKeys(name: string): Promise<void> {
  const { environment, facts } = loadedEnvironment(name);
  const { machine, selectors } = declaredMail(environment);
  await checkAccount(environment);
  const names = resourceNames(environment);
  const dkimKeys: Record<string, string> = {};
  for (const selector of selectors) {
    const secret = new DkimKeySecret(environment.region, names.secret('hosts', machine, dkimSecret(selector)));
    const held = await secret.read();
    if (held === undefined) await secret.fill(await newKey());
    const key = toPublicHalf(held ?? (await secret.read()) ?? '', secret);
    const recorded = facts.dkimKeys?.[selector];
    if (recorded !== undefined && recorded !== key)
      throw new AwsCallError(
        'secretsmanager:GetSecretValue',
        `found another key in ${secret.name} than the recorded one, which zone files have`,
        'give a new key a selector of its own, and put the old value back',
      );
    dkimKeys[selector] = key;
    console.log(`the secret ${secret.name} holds the key ${selector}${held === undefined ? ', made just now' : ''}`);
  }
  const before = JSON.stringify(Object.entries(facts.dkimKeys ?? {}).sort());
  if (before === JSON.stringify(Object.entries(dkimKeys).sort())) {
    console.log('their public halves are recorded; nothing changes');
    return;
  }
  const file = writeFacts(environment, { before: facts, after: { ...facts, dkimKeys }, mayReplace: ['dkimKeys'] });
  console.log(`recorded their public halves in ${file}`);
  console.log('next: npm start, commit, and bring the zone files to the DNS provider');
}

const newKey = async (): Promise<string> =>
  (
    await promisify(generateKeyPair)('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
  ).privateKey;

/** @throws AwsCallError when the secret has something else, which is not shown */
function toPublicHalf(pem: string, { name }: DkimKeySecret): string {
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType === 'rsa') return key.export({ type: 'spki', format: 'der' }).toString('base64');
  } catch {
    // The error of the library is dropped, because it may quote the key.
  }
  throw new AwsCallError(
    'secretsmanager:GetSecretValue',
    `did not find an RSA key as PEM in the secret ${name}`,
    'put the key back, or give a new one a selector of its own',
  );
}
