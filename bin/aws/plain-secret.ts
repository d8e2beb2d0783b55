import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { callAws } from './call-aws';
import { clientSettings } from './client-settings';

/** The value of a secret that is plain text, without a line break at its end; empty if it has none. */
export async function plainSecret(region: string, name: string): Promise<string> {
  const client = new SecretsManagerClient(clientSettings(region));
  const command = new GetSecretValueCommand({ SecretId: name });
  const { SecretString = '' } = await callAws('secretsmanager:GetSecretValue', () => client.send(command));
  return SecretString.trim();
}
