import { Construct } from 'constructs';
import { k8s } from '../../base/manifests/kubernetes';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { WorkloadIdentity } from '../../base/pods/workload-identity';

/** Parts of GitLab with a role of their own in AWS; all others are nobody there. */
const gitlabAccounts = ['rails', 'toolbox', 'gitaly', 'pages', 'registry'] as const;

/** One of those parts. */
export type GitLabAccount = (typeof gitlabAccounts)[number];

export interface GitLabAccountsProps {
  /** Name of the installation. */
  readonly name: string;
  readonly roleArns: Readonly<Record<GitLabAccount, string>>;
}

/** Service account of a part, or that of all parts without a role. */
export const accountName = (name: string, account: GitLabAccount | 'plain'): string => `${name}-${account}`;

/**
 * Who GitLab's pods are. Their images have a fixed user, which OpenShift's `nonroot-v2` lets pass and its default does not.
 * Source: docs.gitlab.com/operator/security_context_constraints.
 */
export class GitLabAccounts extends Construct {
  constructor(scope: Construct, id: string, { name, roleArns }: GitLabAccountsProps) {
    super(scope, id);
    new WorkloadIdentity(this, 'plain', { name: accountName(name, 'plain') });
    for (const account of gitlabAccounts) {
      new WorkloadIdentity(this, account, { name: accountName(name, account), roleArn: roleArns[account] });
    }
    new k8s.KubeRoleBinding(this, 'fixed-user', {
      metadata: { name: `${name}-fixed-user`, annotations: inWave(objectWaves.identity) },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'system:openshift:scc:nonroot-v2',
      },
      subjects: (['plain', ...gitlabAccounts] as const).map((account) => ({
        kind: 'ServiceAccount',
        name: accountName(name, account),
      })),
    });
  }
}
