import {
  CreateSecretCommand,
  GetSecretValueCommand,
  InvalidRequestException,
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { NamingContext } from '../../model/naming';
import { platformTags } from '../../model/platform-tags';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import { signingKeySecret } from '../../lib/operations/install/signing-key';
import { callAws } from './call-aws';
import { clientSettings } from './client-settings';

/** The secret with the private key of service-account tokens. */
export class SigningKeySecret {
  /** Its name in Secrets Manager. */
  readonly name: string;
  private readonly client: SecretsManagerClient;

  constructor(private readonly environment: NamingContext) {
    this.client = new SecretsManagerClient(clientSettings(environment.region));
    this.name = signingKeySecret(environment);
  }

  /**
   * The key as PEM; undefined when there is no such secret.
   *
   * @throws CallFailed when AWS does not answer, or is about to delete the secret.
   */
  async read(): Promise<string | undefined> {
    const action = 'secretsmanager:GetSecretValue';
    const held = await callAws(action, async () => {
      try {
        const { SecretString = '' } = await this.client.send(new GetSecretValueCommand({ SecretId: this.name }));
        return { key: SecretString };
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return 'none';
        if (error instanceof InvalidRequestException) return 'deleted';
        throw error;
      }
    });
    if (held === 'none') return undefined;
    if (held !== 'deleted') return held.key;
    const remedy = `restore it: aws secretsmanager restore-secret --secret-id ${this.name}`;
    throw new AwsCallError(action, `found the secret ${this.name} marked for deletion`, remedy);
  }

  /**
   * Makes the secret with a key.
   *
   * @returns false when it exists by now, with whatever key; then nothing was changed
   */
  create(pem: string): Promise<boolean> {
    const command = new CreateSecretCommand({
      Name: this.name,
      Description: 'Private key that signs the service-account tokens of the cluster',
      SecretString: pem,
      Tags: Object.entries(platformTags(this.environment)).map(([Key, Value]) => ({ Key, Value })),
    });
    return callAws('secretsmanager:CreateSecret', async () => {
      try {
        await this.client.send(command);
        return true;
      } catch (error) {
        if (error instanceof ResourceExistsException) return false;
        throw error;
      }
    });
  }
}
