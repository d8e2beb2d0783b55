import { challengeSecret } from '../../model/challenge-zones';
import type { Environment } from '../../model/environment';
import { planSubnets } from '../../model/formats/subnet-plan';
import { resourceNames } from '../../model/naming';
import { backupRoleArns } from './backup';
import type { DeclaredBucket } from './declared-bucket';
import { gitlabPlatformBuckets } from './gitlab';
import { hasToken } from './platform-resources';
import { directoryBuckets } from './directory';
import { hostsBuckets } from './hosts-bucket';
import { runnerCacheBuckets } from './runner-cache';
import type { PlatformStackProps } from '../stacks/platform-stack';
import type { StorageStackProps } from '../stacks/storage-stack';

/** Returns the props of the storage stack, without those of every stack and of the network. */
export function storageProps(
  environment: Environment,
): Omit<StorageStackProps, keyof PlatformStackProps | 'vpcId' | 'privateSubnetIds'> {
  const { certificates, network, zones } = environment;
  const names = resourceNames(environment);
  return {
    nodeBlocks: planSubnets(network.block, zones, ['private']).map(({ ipv4Block }) => ipv4Block),
    keyAlias: names.keyAlias,
    accessLogBucketName: names.bucket('access-logs'),
    ownRoles: names.everyRoleArn,
    backupRoleArns: backupRoleArns(environment),
    accessLogDays: 365,
    buckets: platformBuckets(environment).map((bucket) => ({ ...bucket, bucketName: names.bucket(bucket.name) })),
    secrets: [
      {
        name: names.secret('platform', 'alertmanager'),
        description:
          'Filled by people: a JSON object with smtp-server, smtp-from, smtp-username, smtp-password and watchdog-url',
      },
      ...(hasToken(environment.repository)
        ? [
            {
              name: names.secret('platform', 'delivery-mirror'),
              description:
                'Filled by people: a JSON object with username and password, which may read the mirror alone',
            },
          ]
        : []),
      ...certificates.challenges.map(({ name, kind }) => ({
        name: names.secret('platform', challengeSecret(name)),
        description:
          kind === 'rfc2136'
            ? 'Filled by people: the TSIG key in base64, as plain text, which may change the TXT records of challenges alone'
            : 'Filled by people: a token of Cloudflare as plain text, which may read and edit DNS of its zones alone',
      })),
    ],
  };
}

/** Returns the buckets of the platform. Buckets of tenants are in their own stacks. */
export function platformBuckets(environment: Environment): readonly DeclaredBucket[] {
  const { backup, logs } = environment;
  const mode = backup.lock === 'governance' ? 'governance' : 'compliance';
  const lock = { mode, days: backup.keepDays.daily } as const;
  return [
    {
      name: 'database-backups',
      purpose: 'Archives of databases for restores of any moment',
      key: 'data',
      // The programs that archive delete expired objects, which can then be restored for two weeks.
      versions: { keepDeletedDays: 14 },
      requestMetrics,
    },
    {
      name: 'cluster-backups',
      purpose: 'Objects of the cluster by namespace',
      key: 'backup',
      // Velero deletes expired backups.
      versions: { keepDeletedDays: 7 },
      lock,
      requestMetrics,
    },
    {
      name: 'etcd-backups',
      purpose: 'Snapshots of etcd',
      key: 'backup',
      versions: { expireDays: backup.keepDays.daily, keepDeletedDays: 7 },
      lock,
      requestMetrics,
    },
    {
      name: 'etcd-keys',
      purpose: 'Keys that open the snapshots of etcd',
      key: 'etcd-keys',
      versions: { expireDays: backup.keepDays.daily, keepDeletedDays: 7 },
      lock,
    },
    {
      name: 'logs',
      purpose: 'Logs of the cluster and of hosts beside it',
      key: 'data',
      // Loki deletes expired logs, and deleted logs should really be gone soon.
      versions: { keepDeletedDays: 3 },
    },
    ...('none' in logs.auditArchive ? [] : [auditArchive(logs.auditArchive.keepDays)]),
    ...gitlabPlatformBuckets(environment),
    ...runnerCacheBuckets(environment),
    ...hostsBuckets(environment),
    ...directoryBuckets(environment, lock, backup.keepDays.daily),
  ];
}

const auditArchive = (keepDays: number): DeclaredBucket => ({
  name: 'audit-archive',
  purpose: 'Records of calls to the API of the cluster',
  key: 'data',
  versions: {
    expireDays: keepDays,
    keepDeletedDays: 1,
    ...(keepDays > 30 ? { seldomReadAfterDays: 30 } : {}),
  },
  lock: { mode: 'governance', days: keepDays },
});

/** Id of the request metrics that `backupAlarms` watches for new objects. */
const requestMetrics = 'all';
