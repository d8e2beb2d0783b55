import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { SecretStore } from '../../base/secrets/external-secret';
import { inWave, objectWaves } from '../../base/delivery/sync';

export interface RailsSecretCopyProps {
  /** Name of the installation. */
  readonly name: string;
  /**
   * Name of the copy in AWS Secrets Manager. It carries the id of the cluster: a cluster made anew makes up new keys, and
   * must not put them in the place of those that open the old backups.
   */
  readonly remoteName: string;
  /** Alias of the key that encrypts the copy. */
  readonly keyAlias: string;
  /** IAM role that may write this one secret. */
  readonly roleArn: string;
}

/**
 * The keys by which GitLab encrypts what is in its database, copied out of the cluster: without them a backup has no
 * second factors, no CI variables and no tokens. Source: docs.gitlab.com/charts/backup-restore/backup, "Back up the secrets".
 */
export class RailsSecretCopy extends Construct {
  constructor(scope: Construct, id: string, { name, remoteName, keyAlias, roleArn }: RailsSecretCopyProps) {
    super(scope, id);
    const store = `${name}-secret-copy`;
    new SecretStore(this, 'store', { roleArn, names: { store, account: store } });
    new ApiObject(this, 'copy', {
      apiVersion: 'external-secrets.io/v1alpha1',
      kind: 'PushSecret',
      // After GitLab: the keys are made with it.
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
