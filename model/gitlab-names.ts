import { gitlabBucketPurpose, type GitLabBucketName } from './data/gitlab-buckets';
import type { Names } from './naming';
import type { PathStep } from './problem';
import type { GitLabRole } from './purposes';
import type { GitLabDeclaration } from './schema/gitlab';
import { loginSecret } from './service-needs';

/** Namespace of GitLab, name of its installation, and first part of the names of what it has in AWS. */
export const gitlabName = 'gitlab';

/** Namespace of a runner in the cluster, which is also its part of the bucket of caches. */
export const runnerNamespace = (runner: string): string => `runner-${runner}`;

/** Port of the machines to which the balancer for Git over SSH leads. */
export const gitSshNodePort = 30022;

/** Purpose of the balancer for Git over SSH, and first part of the names of its alarms. */
export const gitSsh = 'git-ssh';

/** Names of what GitLab has in AWS; both programs ask here. */
export const gitlabNames = (names: Names) => ({
  roleName: (part: GitLabRole) => names.roleName(gitlabName, part),
  roleArn: (part: GitLabRole) => names.roleArn(gitlabName, part),
  bucketName: (bucket: GitLabBucketName) => names.bucket(gitlabBucketPurpose(bucket)),
  /** What it shows to the single sign-on, and nothing else. */
  loginSecret: names.secret(gitlabName, loginSecret),
  /** Password of its account at the mail server, and nothing else. */
  mailSecret: names.secret(gitlabName, 'smtp-password'),
  /** Below it are copies of the keys by which it encrypts what is in its database, by cluster. */
  railsSecrets: names.secret(gitlabName, 'rails-secret'),
  sshBalancer: names.balancer(gitSsh),
  /** `Name` tag of the security group of the machines behind it. */
  sshMachines: `${names.balancer(gitSsh)}-machines`,
});

/** What a runner in the cluster has in AWS. */
export const runnerNames = (names: Names, runner: string) => ({
  /** A JSON object with `runner-token`. */
  tokenSecret: names.secret('runners', runner),
  secretsRole: ['runner', runner, 'secrets'] as const,
  cacheRole: ['runner', runner] as const,
});

/** Names by which the routers know GitLab, each with its place in the file. */
export const gitlabHosts = ({
  gitlab,
}: {
  readonly gitlab?: GitLabDeclaration;
}): readonly { readonly host: string; readonly path: readonly PathStep[] }[] =>
  gitlab === undefined
    ? []
    : [
        { host: gitlab.host, path: ['gitlab', 'host'] },
        ...(gitlab.registry === undefined
          ? []
          : [{ host: gitlab.registry.host, path: ['gitlab', 'registry', 'host'] }]),
        ...(gitlab.agents === undefined ? [] : [{ host: gitlab.agents.host, path: ['gitlab', 'agents', 'host'] }]),
      ];
