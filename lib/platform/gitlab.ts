import type { GitLabRoleSpec } from '../../constructs/gitlab/gitlab-roles';
import type { PagesZoneProps } from '../../constructs/gitlab/pages-zone';
import type { RunnerRolesProps } from '../../constructs/gitlab/runner-roles';
import type { WatchedPort } from '../../constructs/network/port-balancer';
import { addressPoolFor } from '../../model/address-pool';
import { portBalancerAlarm } from '../../constructs/network/port-balancer-alarm';
import type { AlarmSpec } from '../../constructs/observability/alarm';
import { gitlabBucketPurpose, gitlabBuckets, gitlabParts } from '../../model/data/gitlab-buckets';
import { clusterDomain, type Environment } from '../../model/environment';
import {
  gitlabName,
  gitlabNames,
  gitSsh,
  gitSshNodePort,
  runnerNames,
  runnerNamespace,
} from '../../model/gitlab-names';
import { findGitLabMail } from '../../model/mail/gitlab-mail';
import { resourceNames } from '../../model/naming';
import type { GitLabDeclaration } from '../../model/schema/gitlab';
import type { DeclaredBucket } from './declared-bucket';
import { runnerCacheBucket } from './runner-cache';
import type { GitLabStackProps } from '../stacks/gitlab-stack';

/** Returns GitLab's buckets, for the storage stack; an empty list without GitLab. */
export const gitlabPlatformBuckets = ({ gitlab: declared }: Pick<Environment, 'gitlab'>): readonly DeclaredBucket[] =>
  declared === undefined
    ? []
    : gitlabBuckets.map(({ name, purpose }): DeclaredBucket => ({
        name: gitlabBucketPurpose(name),
        purpose: `GitLab: ${purpose}`,
        key: 'data',
        versions: versioningFor(name),
      }));

/** Deleted objects can be restored for a month, except temporary ones. */
function versioningFor(bucket: (typeof gitlabBuckets)[number]['name']): DeclaredBucket['versions'] {
  switch (bucket) {
    case 'tmp':
      return { expireDays: 14, keepDeletedDays: 1 };
    case 'backups':
      return { expireDays: 60, keepDeletedDays: 30 };
    default:
      return { keepDeletedDays: 30 };
  }
}

/** Prefix of Gitaly's backups of repositories, see `cdk8s/services/gitlab/gitlab-settings.ts`. */
const repositoryBackups = 'repositories';

/** Returns the props of the GitLab stack, without those of every stack and of the network. */
export function gitlabProps(
  environment: Environment,
  declared: GitLabDeclaration,
  issuer: string,
): Pick<GitLabStackProps, 'secrets' | 'roles' | 'runners' | 'ssh'> {
  const { account, region, network } = environment;
  const names = resourceNames(environment);
  const own = gitlabNames(names);
  const key = { alias: names.keyAlias('data'), region, account };
  const mailAccount = findGitLabMail(environment)?.account;
  const secrets: GitLabStackProps['secrets'] = [
    { name: own.loginSecret, description: 'Generated, what GitLab shows to single sign-on', value: 'generated' },
    ...(mailAccount === undefined
      ? []
      : [
          {
            name: mailAccount.remotePassword,
            ...(mailAccount.filled === 'by people'
              ? {
                  description: `Filled by people: the password, and nothing else, of ${mailAccount.user} at the mail server`,
                  value: 'typed-in' as const,
                }
              : { description: 'Generated, password of GitLab at the mail host', value: 'generated' as const }),
          },
        ]),
  ];
  return {
    secrets,
    roles: {
      issuer,
      key,
      namespace: gitlabName,
      roles: gitlabParts.map((part): GitLabRoleSpec => ({
        name: part,
        roleName: own.roleName(part),
        serviceAccount: `${gitlabName}-${part}`,
        buckets: gitlabBuckets
          .filter(({ users }) => users.some((user) => user === part || (part === 'toolbox' && user === 'rails')))
          .map(({ name }) => ({
            bucketName: own.bucketName(name),
            prefix: part === 'gitaly' ? repositoryBackups : undefined,
            may: part === 'pages' ? 'read' : 'change',
          })),
      })),
      secrets: {
        roleName: own.roleName('secrets'),
        named: [
          ...secrets.map(({ name }) => name),
          ...gitlabCacheNames(declared).map((cache) => names.cacheSecret(cache, 'nameless')),
        ],
      },
      secretCopy: {
        roleName: own.roleName('secret-copy'),
        serviceAccount: `${gitlabName}-secret-copy`,
        path: own.railsSecrets,
      },
      archive:
        'none' in declared.database.backup
          ? undefined
          : {
              roleName: own.roleName('backup'),
              database: `${gitlabName}-db`,
              key,
              bucketName: names.bucket('database-backups'),
              prefix: `${gitlabName}/${gitlabName}`,
            },
    },
    runners: declared.runners.map(({ name, purpose }): RunnerRolesProps => {
      const { tokenSecret, secretsRole, cacheRole } = runnerNames(names, name);
      return {
        issuer,
        key,
        namespace: runnerNamespace(name),
        secretName: tokenSecret,
        roleNames: {
          secrets: names.roleName(...secretsRole),
          cache: purpose === 'everybody' ? names.roleName(...cacheRole) : undefined,
        },
        cacheBucketName: names.bucket(runnerCacheBucket.name),
      };
    }),
    ssh: {
      name: own.sshBalancer,
      machinesGroupName: own.sshMachines,
      purpose: 'Git over SSH',
      addressFamily: network.addressFamily,
      addressPool: addressPoolFor('git-ssh', network),
      ports: [
        {
          id: '',
          port: 22,
          protocol: 'TCP',
          nodePort: gitSshNodePort,
          description: 'Git over SSH',
          clientAddress: 'proxy-protocol',
        },
      ],
      unlogged: 'Network load balancers log TLS listeners only; GitLab logs who logs in.',
      open: 'Git over SSH is for everybody; behind the port is a server that knows keys and no passwords.',
    },
  };
}

const gitlabCacheNames = ({ redis }: GitLabDeclaration): readonly string[] => [
  redis.persistent,
  ...(redis.cache === undefined ? [] : [redis.cache]),
];

/** Returns the alarms of Git over SSH; an empty list while its balancer is not there. */
export const gitSshAlarms = (watched: readonly WatchedPort[] = []): readonly AlarmSpec[] =>
  watched.map((port) =>
    portBalancerAlarm(port, {
      name: gitSsh,
      summary: 'Nobody behind the balancer for Git over SSH answers',
      section: 'git-ssh-unreachable',
    }),
  );

/** Returns the props of the hosted zone for GitLab Pages, or undefined when projects publish no sites. */
export function pagesZoneProps(environment: Environment): PagesZoneProps | undefined {
  const domain = environment.gitlab?.pages?.domain;
  if (domain === undefined) return undefined;
  const { edge, cluster } = environment;
  return {
    domain,
    keyAlias: resourceNames(environment).keyAlias('dnssec-pages'),
    target: 'none' in edge.cdn ? `router-default.apps.${clusterDomain(environment)}` : edge.cdn.canonicalName,
    challenges: `acme.${cluster.baseDomain}`,
  };
}
