import type { Construct } from 'constructs';
import { ExternalSecret, remoteProperties } from '../../base/secrets/external-secret';

export interface MirrorAccessProps {
  /** Address of the mirror. */
  readonly url: string;
  /** Name of the secret in AWS Secrets Manager, a JSON object with `username` and `password`. */
  readonly remoteName: string;
}

/**
 * The credentials with which Argo CD reads a mirror of the repository, for the chart of Argo CD's namespace. They are always
 * delivered, not only when the mirror is in use: while the repository is down, they could not be delivered. Source:
 * argoproj/argo-cd:docs/operator-manual/declarative-setup.md.
 */
export class MirrorAccess extends ExternalSecret {
  constructor(scope: Construct, id: string, { url, remoteName }: MirrorAccessProps) {
    super(scope, id, {
      name: 'platform-mirror',
      values: remoteProperties(remoteName, ['username', 'password']),
      fixed: { type: 'git', url },
      labels: { 'argocd.argoproj.io/secret-type': 'repository' },
    });
  }
}
