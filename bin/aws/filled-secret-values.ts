import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  InvalidParameterException,
  InvalidRequestException,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import { callAws } from './call-aws';
import { clientSettings } from './client-settings';

/** Staging label of the version that everybody reads. */
const current = 'AWSCURRENT';
/** Staging label of a version that is stored and not read yet. */
const merged = 'commons-platform/merged';

/** The values of a secret, and the version that has them. */
export interface HeldValues {
  /** Undefined for a secret that has no version yet. */
  readonly version: string | undefined;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Secrets in AWS Secrets Manager that people fill: a JSON object each. */
export class FilledSecretValues {
  private readonly client: SecretsManagerClient;

  constructor(region: string) {
    this.client = new SecretsManagerClient(clientSettings(region));
  }

  /** @throws AwsCallError when AWS does not answer, there is no such secret, or its value is no JSON object */
  async read(name: string): Promise<HeldValues> {
    if (!(await this.hasValue(name))) return { version: undefined, values: {} };
    const action = 'secretsmanager:GetSecretValue';
    const command = new GetSecretValueCommand({ SecretId: name, VersionStage: current });
    const { SecretString, VersionId: version } = await callAws(action, () => this.client.send(command));
    const values = parseObject(SecretString ?? '');
    if (values !== undefined) return { version, values };
    const remedy = `put one there with aws secretsmanager put-secret-value --secret-id ${name}; the old value stays as AWSPREVIOUS`;
    throw new AwsCallError(action, `did not find a JSON object in the secret ${name}`, remedy);
  }

  /**
   * Sets values of a secret beside those that were read. The new version counts only if the one that was read still counts then, so
   * nothing that somebody else stored meanwhile is lost.
   *
   * @throws AwsCallError when another version counts by now, or AWS does not answer; then the values are as they were
   */
  async add(name: string, before: HeldValues, values: Readonly<Record<string, string>>): Promise<void> {
    const put = new PutSecretValueCommand({
      SecretId: name,
      SecretString: JSON.stringify({ ...before.values, ...values }),
      VersionStages: [merged],
    });
    const stored = await callAws('secretsmanager:PutSecretValue', () => this.client.send(put));
    // The first version of a secret counts at once.
    if (stored.VersionStages?.includes(current) === true) return;
    const action = 'secretsmanager:UpdateSecretVersionStage';
    const move = new UpdateSecretVersionStageCommand({
      SecretId: name,
      VersionStage: current,
      MoveToVersionId: stored.VersionId,
      RemoveFromVersionId: before.version,
    });
    const outcome = await callAws(action, () => this.client.send(move).then(() => 'moved', toRefused));
    if (outcome === 'moved') return;
    const drop = new UpdateSecretVersionStageCommand({
      SecretId: name,
      VersionStage: merged,
      RemoveFromVersionId: stored.VersionId,
    });
    await callAws(action, () => this.client.send(drop));
    const remedy = 'run the command again: it reads the new values first';
    throw new AwsCallError(action, `was refused: somebody changed the secret ${name} meanwhile`, remedy);
  }

  private async hasValue(name: string): Promise<boolean> {
    const action = 'secretsmanager:DescribeSecret';
    const command = new DescribeSecretCommand({ SecretId: name });
    const described = await callAws(action, () => this.client.send(command).catch(toAbsent));
    if (described === 'absent') {
      const remedy = 'deploy the stack of the tenant first, which makes it';
      throw new AwsCallError(action, `found no secret ${name}`, remedy);
    }
    if (described.DeletedDate !== undefined) {
      const remedy = `restore it: aws secretsmanager restore-secret --secret-id ${name}`;
      throw new AwsCallError(action, `found the secret ${name} marked for deletion`, remedy);
    }
    return Object.values(described.VersionIdsToStages ?? {}).some((labels) => labels.includes(current));
  }
}

function toAbsent(error: unknown): 'absent' {
  if (error instanceof ResourceNotFoundException) return 'absent';
  throw error;
}

/** AWS refuses to move a label from a version that does not have it. */
function toRefused(error: unknown): 'refused' {
  if (error instanceof InvalidParameterException || error instanceof InvalidRequestException) return 'refused';
  throw error;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
