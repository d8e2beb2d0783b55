import { Construct } from 'constructs';
import type { Encoding } from '../../../model/formats/encoding';
import { PlatformChart } from '../manifests/platform-chart';
import { ApiObject } from '../manifests/api-object';
import { inWave, objectWaves } from '../delivery/sync';
import { WorkloadIdentity } from '../pods/workload-identity';
import { isComposed, valueTemplate, type ValueForm } from './value-template';

export interface SecretStoreProps {
  /** ARN of the IAM role that may read the secrets of the namespace and no others. */
  readonly roleArn: string;
  /**
   * Names of the SecretStore and of the ServiceAccount that has the role, for a second SecretStore in a namespace.
   * @default 'aws-secrets-manager' and 'secrets-reader', which every `ExternalSecret` of the namespace uses
   */
  readonly names?: { readonly store: string; readonly account: string };
}

/** The SecretStore of a namespace: External Secrets reads AWS Secrets Manager for it with an IAM role of the namespace. */
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

/** ServiceAccount of a namespace whose IAM role External Secrets uses to read. */
export const secretsReader = 'secrets-reader';

const usualNames = { store: SecretStore.storeName, account: secretsReader };

/**
 * A value in AWS Secrets Manager: the `whole` value of a secret, or one `property` of a secret that is a JSON object. Both
 * name the secret, in `whole` or `of`.
 */
export type RemoteValue =
  | {
      readonly whole: string;
      /**
       * Form that the value gets in the cluster.
       * @default as it is in Secrets Manager
       */
      readonly form?: ValueForm;
    }
  | {
      readonly property: string;
      readonly of: string;
      /**
       * Writing that it gets in the cluster.
       * @default as it is in Secrets Manager
       */
      readonly form?: Encoding;
    };

/** The form that a value gets in the cluster, undefined if it stays as it is in Secrets Manager. */
export const valueForm = (value: RemoteValue): ValueForm | undefined => value.form;

export interface ExternalSecretProps {
  /** Name of the Secret that appears in the namespace. */
  readonly name: string;
  /** Keys of the Secret, each with the place of its value. */
  readonly values: Readonly<Record<string, RemoteValue>>;
  /**
   * Further keys whose values are not secret and are rendered, such as `username`.
   * @default none
   */
  readonly fixed?: Readonly<Record<string, string>>;
  /**
   * Type of the Secret.
   * @default 'Opaque'
   */
  readonly type?: 'Opaque' | 'kubernetes.io/basic-auth';
  /**
   * Labels of the Secret, by which an operator finds it.
   * @default none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * An ExternalSecret: has External Secrets make a Secret with values from AWS Secrets Manager. The manifest has the names of
 * the values only.
 *
 * @example
 * const secret = new ExternalSecret(chart, 'secret', {
 *   name: 'wiki',
 *   values: { salt: { whole: 'library/wiki/salt' }, token: { property: 'token', of: 'library/wiki' } },
 * });
 * const variables = containerVariables({ SALT: secret.value('salt') });
 */
export class ExternalSecret extends Construct {
  private readonly secretName: string;

  /** @throws Error when `values` is empty. */
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

  /** Reference to the value of `key`, for an environment variable. */
  value(key: string): SecretValue {
    return { secret: this.secretName, key };
  }
}

/** Reference to one key of a Secret in the namespace. */
export interface SecretValue {
  readonly secret: string;
  readonly key: string;
}

/**
 * The `remoteRef` of an ExternalSecret for a value. It has the defaults that older releases of External Secrets fill in:
 * without them Argo CD would always see a difference.
 */
export const remoteRef = (value: RemoteValue) => ({
  ...('whole' in value ? { key: value.whole } : { key: value.of, property: value.property }),
  conversionStrategy: 'Default',
  decodingStrategy: 'None',
  metadataPolicy: 'None',
});

/**
 * The `target.template` of an ExternalSecret: type, labels, fixed keys, and values that get a form. A template with `data` replaces
 * all keys, so it also names those of `values`. Undefined if there is nothing to set.
 */
function toTemplate({ values, fixed = {}, type, labels }: ExternalSecretProps): object | undefined {
  const entries = Object.entries(values).map(([key, value]) => ({ key, form: valueForm(value) }));
  const data =
    Object.keys(fixed).length === 0 && !entries.some(({ form }) => isComposed(form))
      ? undefined
      : { ...fixed, ...Object.fromEntries(entries.map(({ key, form }) => [key, valueTemplate(key, form)])) };
  const parts = { type, metadata: labels && { labels }, data };
  return Object.values(parts).every((part) => part === undefined) ? undefined : { engineVersion: 'v2', ...parts };
}

/** The properties `keys` of one secret, which people type in, each under a key of the same name. */
export const remoteProperties = (secret: string, keys: readonly string[]): Readonly<Record<string, RemoteValue>> =>
  Object.fromEntries(keys.map((key) => [key, { property: key, of: secret }]));
