import { Construct } from 'constructs';
import { PlatformChart } from '../manifests/platform-chart';
import { ApiObject } from '../manifests/api-object';
import { inWave, objectWaves } from '../delivery/sync';
import { WorkloadIdentity } from '../pods/workload-identity';

export interface SecretStoreProps {
  /** IAM role that may read the namespace's secrets and no other. */
  readonly roleArn: string;
  /**
   * Names of the store and of the account that has the role, for a second one beside the usual.
   * @default the store of all external secrets of the namespace
   */
  readonly names?: { readonly store: string; readonly account: string };
}

/** A namespace's window into AWS Secrets Manager, through a role of its own. */
export class SecretStore extends Construct {
  static readonly storeName = 'aws-secrets-manager';

  constructor(scope: Construct, id: string, { roleArn, names = usualNames }: SecretStoreProps) {
    super(scope, id);
    const account = new WorkloadIdentity(this, 'account', { name: names.account, roleArn });
    new ApiObject(this, 'store', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: names.store, annotations: inWave(objectWaves.identity) },
      spec: {
        provider: {
          aws: {
            service: 'SecretsManager',
            region: PlatformChart.of(this).context.region,
            auth: { jwt: { serviceAccountRef: { name: account.name } } },
          },
        },
      },
    });
  }
}

/** Account of a namespace as which External Secrets reads. */
export const secretsReader = 'secrets-reader';

const usualNames = { store: SecretStore.storeName, account: secretsReader };

/** Where a value is in AWS Secrets Manager: a secret of its own, or one property of a secret that is a JSON object. */
export type RemoteValue = { readonly whole: string } | { readonly property: string; readonly of: string };

export interface ExternalSecretProps {
  /** Name of the Secret that appears in the namespace. */
  readonly name: string;
  /** Its keys, each with the place of its value. */
  readonly values: Readonly<Record<string, RemoteValue>>;
  /** Keys that are no secret and that whoever reads it expects beside the others, like `username`. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** @default 'Opaque' */
  readonly type?: 'Opaque' | 'kubernetes.io/basic-auth';
  /** Labels by which an operator finds it. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Brings secrets into the cluster; the manifest holds their names only. */
export class ExternalSecret extends Construct {
  private readonly secretName: string;

  /** @throws Error without values. */
  constructor(scope: Construct, id: string, props: ExternalSecretProps) {
    super(scope, id);
    const { name, values } = props;
    if (Object.keys(values).length === 0) throw new Error(`the Secret ${name} would be empty: name a value`);
    this.secretName = name;
    new ApiObject(this, 'secret', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name, annotations: inWave(objectWaves.identity) },
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: 'SecretStore', name: SecretStore.storeName },
        target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain', template: toTemplate(props) },
        data: Object.entries(values).map(([secretKey, value]) => ({ secretKey, remoteRef: remoteRef(value) })),
      },
    });
  }

  /** The value of `key` for an environment variable. */
  value(key: string): SecretValue {
    return { secret: this.secretName, key };
  }
}

/** A value that stays in a Secret of the namespace. */
export interface SecretValue {
  readonly secret: string;
  readonly key: string;
}

/** How an ExternalSecret names a value, with what older releases of External Secrets fill in: that would be a difference for good. */
export const remoteRef = (value: RemoteValue) => ({
  ...('whole' in value ? { key: value.whole } : { key: value.of, property: value.property }),
  conversionStrategy: 'Default',
  decodingStrategy: 'None',
  metadataPolicy: 'None',
});

/** What is said about the Secret besides its values; once keys are among it, it has to name the values' too. */
function toTemplate({ values, fixed = {}, type, labels }: ExternalSecretProps): object | undefined {
  const data =
    Object.keys(fixed).length === 0
      ? undefined
      : { ...fixed, ...Object.fromEntries(Object.keys(values).map((key) => [key, `{{ index . "${key}" }}`])) };
  const parts = { type, metadata: labels && { labels }, data };
  return Object.values(parts).every((part) => part === undefined) ? undefined : { engineVersion: 'v2', ...parts };
}

/** Values that people type in: properties of one secret, by the names of the keys. */
export const remoteProperties = (secret: string, keys: readonly string[]): Readonly<Record<string, RemoteValue>> =>
  Object.fromEntries(keys.map((key) => [key, { property: key, of: secret }]));
