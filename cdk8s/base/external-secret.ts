import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { inWave, objectWaves } from './sync';
import { WorkloadIdentity } from './workload-identity';

export interface SecretStoreProps {
  /** AWS region of the secrets. */
  readonly region: string;
  /** IAM role that may read the namespace's secrets and no other. */
  readonly roleArn: string;
}

/** A namespace's window into AWS Secrets Manager, through a role of its own. */
export class SecretStore extends Construct {
  static readonly storeName = 'aws-secrets-manager';

  constructor(scope: Construct, id: string, { region, roleArn }: SecretStoreProps) {
    super(scope, id);
    const reader = new WorkloadIdentity(this, 'reader', { name: 'secrets-reader', roleArn });
    new ApiObject(this, 'store', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: SecretStore.storeName, annotations: inWave(objectWaves.identity) },
      spec: {
        provider: {
          aws: {
            service: 'SecretsManager',
            region,
            auth: { jwt: { serviceAccountRef: { name: reader.name } } },
          },
        },
      },
    });
  }
}

export interface ExternalSecretProps {
  /** Name of the Secret that appears in the namespace. */
  readonly name: string;
  /** Name of the secret in AWS Secrets Manager: a JSON object. */
  readonly remoteName: string;
  /** Keys of the Secret, each a property of the JSON object by the same name. */
  readonly keys: readonly string[];
}

/** Brings a secret into the cluster; the manifest holds its name only. */
export class ExternalSecret extends Construct {
  private readonly secretName: string;

  constructor(scope: Construct, id: string, { name, remoteName, keys }: ExternalSecretProps) {
    super(scope, id);
    this.secretName = name;
    new ApiObject(this, 'secret', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name, annotations: inWave(objectWaves.identity) },
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: 'SecretStore', name: SecretStore.storeName },
        target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
        data: keys.map((key) => ({ secretKey: key, remoteRef: { key: remoteName, property: key } })),
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
