import { Construct } from 'constructs';
import { k8s } from '../../base/manifests/kubernetes';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { WorkloadIdentity } from '../../base/pods/workload-identity';

/** Parts of GitLab that have an IAM role of their own; the others have none. */
const gitlabAccounts = ['rails', 'toolbox', 'gitaly', 'pages', 'registry'] as const;

/** A part of GitLab with an IAM role of its own. */
export type GitLabAccount = (typeof gitlabAccounts)[number];

export interface GitLabAccountsProps {
  /** Name of the installation. */
  readonly name: string;
  readonly roleArns: Readonly<Record<GitLabAccount, string>>;
}

/** Name of the ServiceAccount of a part; `plain` is that of all parts without an IAM role. */
export const accountName = (name: string, account: GitLabAccount | 'plain'): string => `${name}-${account}`;

/**
 * The ServiceAccounts of GitLab's pods. Their images have a fixed user, which the SecurityContextConstraints `nonroot-v2` allow
 * and OpenShift's default ones do not. Source: docs.gitlab.com/operator/security_context_constraints.
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
