import { planSubnets } from '../../constructs/network/subnet-plan';
import type { Environment } from '../../model/environment';
import { resourceNames } from '../../model/naming';
import { backupRoleArns } from './backup';
import type { DeclaredBucket } from './declared-bucket';
import { gitlabPlatformBuckets } from './gitlab';
import { hasToken } from './platform-roles';
import { runnerCacheBuckets } from './runner-cache';
import type { PlatformStackProps } from '../stacks/platform-stack';
import type { StorageStackProps } from '../stacks/storage-stack';

/** What the storage stack of an environment holds, apart from its place and the network's own ids. */
export function storageProps(
  environment: Environment,
): Omit<StorageStackProps, keyof PlatformStackProps | 'vpcId' | 'privateSubnetIds'> {
  const { network, zones } = environment;
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
    ],
  };
}

/** The buckets that the platform itself writes to; those of tenants are in their own stacks. */
export function platformBuckets(environment: Environment): readonly DeclaredBucket[] {
  const { backup, logs } = environment;
  const mode = backup.lock === 'governance' ? 'governance' : 'compliance';
  const lock = { mode, days: backup.keepDays.daily } as const;
  return [
    {
      name: 'database-backups',
      purpose: 'Archives of databases, from which any moment is restored',
      key: 'data',
      // The archivers delete what is past its time; for two weeks it can be had back from them.
      versions: { keepDeletedDays: 14 },
      requestMetrics,
    },
    {
      name: 'cluster-backups',
      purpose: 'Objects of the cluster by namespace',
      key: 'backup',
      // Velero deletes what is past its time.
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
      // Loki deletes what is past its time, and what it says it deleted should be gone.
      versions: { keepDeletedDays: 3 },
    },
    ...('none' in logs.auditArchive ? [] : [auditArchive(logs.auditArchive.keepDays)]),
    ...gitlabPlatformBuckets(environment),
    ...runnerCacheBuckets(environment),
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

/** Alarms miss new objects by it. */
const requestMetrics = 'all';
