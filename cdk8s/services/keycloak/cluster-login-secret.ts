import { Construct } from 'constructs';
import { ExternalSecret, SecretStore } from '../../base/secrets/external-secret';

export interface ClusterLoginSecretProps {
  /** Name of the Secret, as in `secretName` of `ClusterLogin`. */
  readonly name: string;
  /** Name of the secret in AWS Secrets Manager. */
  readonly remoteName: string;
  /** IAM role that may read it. */
  readonly roleArn: string;
}

/** The client secret of OpenShift's login, for a chart of the namespace `openshift-config`. */
export class ClusterLoginSecret extends Construct {
  constructor(scope: Construct, id: string, { name, remoteName, roleArn }: ClusterLoginSecretProps) {
    super(scope, id);
    new SecretStore(this, 'store', { roleArn });
    new ExternalSecret(this, 'secret', { name, values: { clientSecret: { whole: remoteName } } });
  }
}
