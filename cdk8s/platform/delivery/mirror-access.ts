import type { Construct } from 'constructs';
import { ExternalSecret, remoteProperties } from '../../base/secrets/external-secret';

export interface MirrorAccessProps {
  /** Address of the copy. */
  readonly url: string;
  /** Name of the secret in AWS: a JSON object with `username` and `password`. */
  readonly remoteName: string;
}

/**
 * The token by which Argo CD reads a copy of the repository, for the chart of its namespace. It is there before it is needed: while
 * the repository is down there is nowhere to deliver it from. Source: argoproj/argo-cd:docs/operator-manual/declarative-setup.md.
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
