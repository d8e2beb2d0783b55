import { gitlabBucketPurpose, type GitLabBucketName } from './data/gitlab-buckets';
import type { Names } from './naming';
import type { PathStep } from './problem';
import type { GitLabRole } from './purposes';
import type { GitLabDeclaration } from './schema/gitlab';
import { loginSecret } from './service-needs';

/** Namespace of GitLab, name of its custom resource, and first part of the names of its AWS resources. */
export const gitlabName = 'gitlab';

/** Namespace of a runner in the cluster, and its folder in the bucket of caches. */
export const runnerNamespace = (runner: string): string => `runner-${runner}`;

/** Node port to which the load balancer for Git over SSH forwards. */
export const gitSshNodePort = 30022;

/** Purpose of the load balancer for Git over SSH, and first part of the names of its alarms. */
export const gitSsh = 'git-ssh';

/** Names of GitLab's AWS resources, for the CDK app and the cdk8s app. */
export const gitlabNames = (names: Names) => ({
  roleName: (part: GitLabRole) => names.roleName(gitlabName, part),
  roleArn: (part: GitLabRole) => names.roleArn(gitlabName, part),
  bucketName: (bucket: GitLabBucketName) => names.bucket(gitlabBucketPurpose(bucket)),
  /** Secret that holds only its client secret for the single sign-on. */
  loginSecret: names.secret(gitlabName, loginSecret),
  /** Secret that holds only the password of its account at the mail server. */
  mailSecret: names.secret(gitlabName, 'smtp-password'),
  /** Prefix of the copies of the keys with which it encrypts values in its database, by cluster. */
  railsSecrets: names.secret(gitlabName, 'rails-secret'),
  sshBalancer: names.balancer(gitSsh),
  /** `Name` tag of the security group of the machines behind that load balancer. */
  sshMachines: `${names.balancer(gitSsh)}-machines`,
});

/** Names of the AWS resources of a runner in the cluster. */
export const runnerNames = (names: Names, runner: string) => ({
  /** A JSON object with `runner-token`. */
  tokenSecret: names.secret('runners', runner),
  secretsRole: ['runner', runner, 'secrets'] as const,
  cacheRole: ['runner', runner] as const,
});

/** Host names of GitLab's Routes, each with its path in the environment file. */
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
