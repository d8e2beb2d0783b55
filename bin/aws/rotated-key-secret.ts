import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { NamingContext } from '../../model/naming';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import type { SigningKeyPair } from '../../lib/operations/install/key-rotation';
import type { RotatedKeys, RotatedSecret } from '../../lib/operations/install/rotate-keys';
import { signingKeySecret } from '../../lib/operations/install/signing-key';
import { toPublicKey } from '../install/signing-key';
import { callAws } from './call-aws';
import { clientSettings } from './client-settings';

/** Staging label of the current version; AWS moves it to each new version that is stored without a label. */
const current = 'AWSCURRENT';
/** Staging label of the version with the next key. */
const coming = 'commons-platform/coming';
/** Tag with the time since which the cluster signs with the new key. */
const signsSince = 'commons-platform/signs-since';

const notYet = 'not yet';

/** The secret with the signing key, during a rotation: the next key is a second version beside the current one. */
export class RotatedKeySecret implements RotatedSecret {
  private readonly name: string;
  private readonly client: SecretsManagerClient;

  constructor(environment: NamingContext) {
    this.name = signingKeySecret(environment);
    this.client = new SecretsManagerClient(clientSettings(environment.region));
  }

  async read(): Promise<RotatedKeys> {
    const { versions, tags } = await this.describe();
    const since = tags.get(signsSince);
    return {
      held: await this.pairOf(current),
      isRotating: versions.has(coming) || since !== undefined,
      coming: versions.has(coming) ? await this.pairOf(coming) : undefined,
      signsSince: since === undefined || since === notYet ? undefined : Date.parse(since),
    };
  }

  async stage({ pem }: SigningKeyPair): Promise<void> {
    const command = new PutSecretValueCommand({ SecretId: this.name, SecretString: pem, VersionStages: [coming] });
    await callAws('secretsmanager:PutSecretValue', () => this.client.send(command));
  }

  async noteSigning(since: number | undefined): Promise<void> {
    const Tags = [{ Key: signsSince, Value: since === undefined ? notYet : new Date(since).toISOString() }];
    const command = new TagResourceCommand({ SecretId: this.name, Tags });
    await callAws('secretsmanager:TagResource', () => this.client.send(command));
  }

  /** Moves the label of the current version first: a run that stops between the two calls is repeated by the next one. */
  async promote(): Promise<void> {
    const { versions } = await this.describe();
    const [from, to] = [versions.get(current), versions.get(coming)];
    if (from !== to) await this.move(current, from, to);
    await this.move(coming, to);
  }

  async finish(): Promise<void> {
    const command = new UntagResourceCommand({ SecretId: this.name, TagKeys: [signsSince] });
    await callAws('secretsmanager:UntagResource', () => this.client.send(command));
  }

  private async move(label: string, from: string | undefined, to?: string): Promise<void> {
    const command = new UpdateSecretVersionStageCommand({
      SecretId: this.name,
      VersionStage: label,
      RemoveFromVersionId: from,
      MoveToVersionId: to,
    });
    await callAws('secretsmanager:UpdateSecretVersionStage', () => this.client.send(command));
  }

  /** Ids of the versions by staging label, and the tags of the secret. */
  private async describe(): Promise<{ versions: ReadonlyMap<string, string>; tags: ReadonlyMap<string, string> }> {
    const command = new DescribeSecretCommand({ SecretId: this.name });
    const { VersionIdsToStages = {}, Tags = [] } = await callAws('secretsmanager:DescribeSecret', () =>
      this.client.send(command),
    );
    const labels = Object.entries(VersionIdsToStages).flatMap(([id, stages]) =>
      stages.map((stage) => [stage, id] as const),
    );
    return { versions: new Map(labels), tags: new Map(Tags.map(({ Key = '', Value = '' }) => [Key, Value])) };
  }

  private async pairOf(VersionStage: string): Promise<SigningKeyPair> {
    const action = 'secretsmanager:GetSecretValue';
    const command = new GetSecretValueCommand({ SecretId: this.name, VersionStage });
    const { SecretString: pem = '' } = await callAws(action, () => this.client.send(command));
    const publicPart = toPublicKey(pem);
    if (publicPart !== undefined) return { pem, publicPart };
    const remedy = `restore the version with the key: aws secretsmanager list-secret-version-ids --secret-id ${this.name}`;
    throw new AwsCallError(action, `did not find an RSA key as PEM in the secret ${this.name}`, remedy);
  }
}
