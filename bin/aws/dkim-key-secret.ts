import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import { callAws } from './call-aws';
import { clientSettings } from './client-settings';

/** Id of the first value of a secret: Secrets Manager stores no second one under it, whoever comes with it. */
const first = 'first-private-half-of-a-key-that-signs-mail';

/** The secret with the private half of a DKIM key, which a stack makes without a value. */
export class DkimKeySecret {
  private readonly client: SecretsManagerClient;

  constructor(
    region: string,
    readonly name: string,
  ) {
    this.client = new SecretsManagerClient(clientSettings(region));
  }

  /**
   * The key as PEM; undefined while the secret has no value.
   *
   * @throws AwsCallError when there is no such secret, it is scheduled for deletion, or AWS does not answer
   */
  async read(): Promise<string | undefined> {
    const action = 'secretsmanager:DescribeSecret';
    const described = await callAws(action, () =>
      this.client.send(new DescribeSecretCommand({ SecretId: this.name })).catch(toAbsent),
    );
    if (described === 'absent')
      throw new AwsCallError(action, `found no secret ${this.name}`, 'deploy the stack machines first, which makes it');
    if (described.DeletedDate !== undefined) {
      const remedy = `restore it: aws secretsmanager restore-secret --secret-id ${this.name}`;
      throw new AwsCallError(action, `found the secret ${this.name} marked for deletion`, remedy);
    }
    if (!Object.values(described.VersionIdsToStages ?? {}).some((labels) => labels.includes('AWSCURRENT')))
      return undefined;
    const command = new GetSecretValueCommand({ SecretId: this.name });
    const { SecretString } = await callAws('secretsmanager:GetSecretValue', () => this.client.send(command));
    return SecretString ?? '';
  }

  /** Stores the first key; nothing changes if another run was faster. */
  async fill(pem: string): Promise<void> {
    const command = new PutSecretValueCommand({ SecretId: this.name, SecretString: pem, ClientRequestToken: first });
    await callAws('secretsmanager:PutSecretValue', async () => {
      try {
        await this.client.send(command);
      } catch (error) {
        if (!(error instanceof ResourceExistsException)) throw error;
      }
    });
  }
}

function toAbsent(error: unknown): 'absent' {
  if (error instanceof ResourceNotFoundException) return 'absent';
  throw error;
}
