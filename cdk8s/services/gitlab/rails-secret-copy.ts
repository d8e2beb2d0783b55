import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { SecretStore } from '../../base/secrets/external-secret';
import { inWave, objectWaves } from '../../base/delivery/sync';

export interface RailsSecretCopyProps {
  /** Name of the installation. */
  readonly name: string;
  /**
   * Name of the copy in AWS Secrets Manager. It has the id of the cluster in it: a new cluster generates new keys, which must not
   * overwrite those that decrypt the old backups.
   */
  readonly remoteName: string;
  /** Alias of the KMS key that encrypts the copy. */
  readonly keyAlias: string;
  /** IAM role that may write this one secret. */
  readonly roleArn: string;
}

/**
 * Copies the keys with which GitLab encrypts columns of its database to AWS Secrets Manager. Without them a restored backup has
 * no second factors, no CI variables and no tokens. Source: docs.gitlab.com/charts/backup-restore/backup, "Back up the secrets".
 */
export class RailsSecretCopy extends Construct {
  constructor(scope: Construct, id: string, { name, remoteName, keyAlias, roleArn }: RailsSecretCopyProps) {
    super(scope, id);
    const store = `${name}-secret-copy`;
    new SecretStore(this, 'store', { roleArn, names: { store, account: store } });
    new ApiObject(this, 'copy', {
      apiVersion: 'external-secrets.io/v1alpha1',
      kind: 'PushSecret',
      // In GitLab's wave: its operator makes the keys.
      metadata: { name: `${name}-rails-secret`, annotations: inWave(objectWaves.workloads) },
      spec: {
        refreshInterval: '1h',
        updatePolicy: 'Replace',
        deletionPolicy: 'None',
        secretStoreRefs: [{ kind: 'SecretStore', name: store }],
        selector: { secret: { name: `${name}-rails-secret` } },
        data: [
          {
            conversionStrategy: 'None',
            match: { secretKey: 'secrets.yml', remoteRef: { remoteKey: remoteName } },
            metadata: {
              apiVersion: 'kubernetes.external-secrets.io/v1alpha1',
              kind: 'PushSecretMetadata',
              spec: { secretPushFormat: 'string', kmsKeyID: keyAlias },
            },
          },
        ],
      },
    });
  }
}
