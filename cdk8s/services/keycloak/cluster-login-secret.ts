import { Construct } from 'constructs';
import { ExternalSecret, SecretStore, type SecretStoreProps } from '../../base/external-secret';

export interface ClusterLoginSecretProps {
  /** Name of the secret in AWS Secrets Manager. */
  readonly remoteName: string;
  readonly store: SecretStoreProps;
}

/** What OpenShift's login shows to single sign-on, for a chart of `openshift-config`. */
export class ClusterLoginSecret extends Construct {
  static readonly secretName = 'single-sign-on-login';

  constructor(scope: Construct, id: string, { remoteName, store }: ClusterLoginSecretProps) {
    super(scope, id);
    new SecretStore(this, 'store', store);
    new ExternalSecret(this, 'secret', {
      name: ClusterLoginSecret.secretName,
      values: { clientSecret: { whole: remoteName } },
    });
  }
}
