import { AwsCallError } from '../../lib/operations/aws-call-error';
import { resourceNames } from '../../model/naming';
import { gatewayKeySecret } from '../../model/wireguard';
import { checkAccount } from '../aws/check-account';
import { FilledSecretValues } from '../aws/filled-secret-values';
import { declaredTunnel } from '../declared-tunnel';
import { loadedEnvironment } from '../loaded-environment';
import { newWireguardKey, wireguardPublicKey } from '../new-wireguard-key';
import { writeFacts } from '../write-facts';

/**
 * Makes the key of the tunnel's gateways in Secrets Manager, if there is none, and records its public half in the facts. An existing key is
 * kept, so a run that was interrupted can be repeated; of two runs at a time, one makes the key.
 *
 * @throws AwsCallError when the secret does not exist, or another key was stored meanwhile
 */
export async function wireguardKey(name: string): Promise<void> {
  const { environment, facts } = loadedEnvironment(name);
  const { host } = declaredTunnel(environment);
  await checkAccount(environment);
  const secret = resourceNames(environment).secret('hosts', host, gatewayKeySecret.name);
  const store = new FilledSecretValues(environment.region);
  const before = await store.read(secret);
  const held = before.values[gatewayKeySecret.key];
  const key = typeof held === 'string' ? held : newWireguardKey();
  if (held === undefined) await store.add(secret, before, { [gatewayKeySecret.key]: key });
  const publicKey = toPublic(key, secret);
  console.log(`the secret ${secret} has the key ${publicKey}${held === undefined ? ', made just now' : ''}`);
  if (facts.wireguardKey === publicKey) {
    console.log('its public half is recorded; nothing changes');
    return;
  }
  const file = writeFacts(environment, {
    before: facts,
    after: { ...facts, wireguardKey: publicKey },
    mayReplace: ['wireguardKey'],
  });
  console.log(`recorded its public half in ${file}`);
  console.log(`next: npm run commons -- wireguard peer ${name} <peer>`);
}

function toPublic(key: string, secret: string): string {
  try {
    return wireguardPublicKey(key);
  } catch {
    const remedy = `take ${gatewayKeySecret.key} out of its JSON object, and run the command again for a new key`;
    throw new AwsCallError(
      'secretsmanager:GetSecretValue',
      `found no key of WireGuard in the secret ${secret}`,
      remedy,
    );
  }
}
