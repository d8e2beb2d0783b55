import { z } from 'zod';
import { backupTag } from '../../../model/platform-tags';
import type { TaggedRecovery } from './backup-plans';
import {
  notRecovered,
  restoreAnchors,
  noBackupKey,
  undecided,
  recoveredBy,
  type Recovery,
  type Holding,
} from './holding';
import { recreatedTypes, typesWithoutData } from './no-data';
import type { RenderedResource, TemplateResource } from '../../rendered';

/** The holdings of a template's resource; empty if it holds no data. */
export function resourceHoldings(
  { stack, logicalId, resource }: RenderedResource,
  tagged: TaggedRecovery,
): readonly Holding[] {
  const place = `${stack} ${logicalId}`;
  const again = recreatedTypes[resource.Type];
  if (again !== undefined) return [{ kind: again.kind, name: place, fate: notRecovered(again.because) }];
  if (resource.Type === 'AWS::EC2::LaunchTemplate') return keptSystem(place, resource, tagged);
  const holder = holders[resource.Type];
  if (holder !== undefined) {
    const reason = reasonSchema.safeParse(resource.Metadata[noBackupKey]).data;
    const { kind, nameIn, fate } = holder;
    const name = textSchema.safeParse(resource.Properties[nameIn]).data ?? place;
    return [{ kind, name, fate: reason === undefined ? fate(resource, tagged) : notRecovered(reason) }];
  }
  if (typesWithoutData.some((start) => resource.Type.startsWith(start))) return [];
  const says = `it is not known whether ${resource.Type} holds data`;
  return [{ kind: 'resource', name: place, fate: undecided(says, 'add the type to lib/operations/backup-coverage') }];
}

interface Holder {
  readonly kind: string;
  /** Name of the property that holds the resource's name. */
  readonly nameIn: string;
  readonly fate: (resource: TemplateResource, tagged: TaggedRecovery) => Recovery;
}

const textSchema = z.string();
const reasonSchema = z.string();

const bucketSchema = z.looseObject({
  BucketName: z.string(),
  VersioningConfiguration: z.looseObject({ Status: z.string() }).optional(),
  LifecycleConfiguration: z
    .looseObject({
      Rules: z.array(
        z.looseObject({
          ExpirationInDays: z.number().optional(),
          NoncurrentVersionExpiration: z.looseObject({ NoncurrentDays: z.number() }).optional(),
        }),
      ),
    })
    .default({ Rules: [] }),
  ObjectLockConfiguration: z
    .looseObject({
      Rule: z.looseObject({ DefaultRetention: z.looseObject({ Mode: z.string(), Days: z.number() }) }),
    })
    .optional(),
  ReplicationConfiguration: z
    .looseObject({
      Rules: z.array(z.looseObject({ Destination: z.looseObject({ Bucket: z.string() }) })),
    })
    .optional(),
});

/** The copies of a bucket's objects. */
export interface BucketCopies {
  readonly name: string;
  /** How long the bucket keeps an object, as text. */
  readonly kept: string;
  readonly secondCopy: string;
}

/** Where a bucket's objects are copied to, and how long they stay. */
export function bucketCopies({ Properties }: TemplateResource): BucketCopies {
  const { BucketName, LifecycleConfiguration, ReplicationConfiguration } = bucketSchema.parse(Properties);
  const [days] = LifecycleConfiguration.Rules.flatMap(({ ExpirationInDays }) => ExpirationInDays ?? []);
  const copies = ReplicationConfiguration?.Rules.map(({ Destination }) => Destination.Bucket.split(':::')[1] ?? '');
  return {
    name: BucketName,
    kept: days === undefined ? 'for ever' : `${days} days`,
    secondCopy: copies?.join(', ') ?? 'none',
  };
}

const skipSchema = z.object({ skip: z.array(z.object({ id: z.string(), comment: z.string() })) });

function bucketFate(resource: TemplateResource): Recovery {
  const { VersioningConfiguration, LifecycleConfiguration, ObjectLockConfiguration } = bucketSchema.parse(
    resource.Properties,
  );
  if (VersioningConfiguration?.Status !== 'Enabled') {
    // The construct gives the reason for having no versions as the comment of a skipped checkov rule.
    const skipped = skipSchema.safeParse(resource.Metadata.checkov).data?.skip ?? [];
    const reason = skipped.find(({ id }) => id === 'CKV_AWS_21')?.comment;
    return reason === undefined ? undecided('keeps no versions', 'give PrivateBucket versions') : notRecovered(reason);
  }
  const [days] = LifecycleConfiguration.Rules.flatMap(
    ({ NoncurrentVersionExpiration }) => NoncurrentVersionExpiration?.NoncurrentDays ?? [],
  );
  const lock = ObjectLockConfiguration?.Rule.DefaultRetention;
  return recoveredBy({
    by:
      lock === undefined
        ? 'versions in S3'
        : `versions in S3, locked for ${lock.Days} days (${lock.Mode.toLowerCase()})`,
    howOften: 'every change',
    kept: days === undefined ? 'for ever' : `${days} days after it was replaced or deleted`,
    secondCopy: bucketCopies(resource).secondCopy,
    restore: restoreAnchors.object,
  });
}

const fileSystemSchema = z.looseObject({
  FileSystemTags: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
});

/** How an EFS file system is restored, by the backup class in its tag. */
export function fileSystemRecovery({ Properties }: TemplateResource, tagged: TaggedRecovery): Recovery {
  const tags = fileSystemSchema.parse(Properties).FileSystemTags;
  const tag = tags.find(({ Key }) => Key === backupTag)?.Value;
  return tag === undefined
    ? undecided(`has no tag ${backupTag}`, 'give it the tag with a class')
    : tagged('file-system', tag);
}

/** An RDS instance; without `BackupRetentionPeriod` RDS keeps backups for one day. */
const instanceSchema = z.looseObject({
  BackupRetentionPeriod: z.number().default(1),
  AutomaticBackupReplicationRegion: z.string().default('none'),
});

const cacheSchema = z.looseObject({ SnapshotRetentionLimit: z.number().default(0) });
const secretSchema = z.looseObject({ ReplicaRegions: z.array(z.looseObject({ Region: z.string() })).default([]) });
const keySchema = z.looseObject({ PendingWindowInDays: z.number().default(30) });

const tagSchema = z.array(z.looseObject({ Key: z.string(), Value: z.string() })).default([]);

const diskSchema = z.looseObject({ Tags: tagSchema });

/** A disk of a host, by the backup class in its tag. */
function diskFate({ Properties }: TemplateResource, tagged: TaggedRecovery): Recovery {
  const tag = diskSchema.parse(Properties).Tags.find(({ Key }) => Key === backupTag)?.Value;
  return tag === undefined
    ? undecided(`has no tag ${backupTag}`, 'give it the tag with a class')
    : tagged('host-disk', tag);
}

const launchSchema = z.looseObject({
  LaunchTemplateName: z.string().optional(),
  LaunchTemplateData: z.looseObject({
    TagSpecifications: z.array(z.looseObject({ ResourceType: z.string(), Tags: tagSchema })).default([]),
  }),
});

/** The root volume of a machine that is kept, if the template gives it a class of backups; others are made again. */
function keptSystem(
  place: string,
  { Properties, Metadata }: TemplateResource,
  tagged: TaggedRecovery,
): readonly Holding[] {
  const { LaunchTemplateName, LaunchTemplateData } = launchSchema.parse(Properties);
  const tag = LaunchTemplateData.TagSpecifications.filter(({ ResourceType }) => ResourceType === 'volume')
    .flatMap(({ Tags }) => Tags)
    .find(({ Key }) => Key === backupTag)?.Value;
  if (tag === undefined) return [];
  const reason = reasonSchema.safeParse(Metadata[noBackupKey]).data;
  return [
    {
      kind: 'system',
      name: `of ${LaunchTemplateName ?? place}`,
      fate: reason === undefined ? tagged('host-disk', tag) : notRecovered(reason),
    },
  ];
}

const holders: Readonly<Record<string, Holder>> = {
  'AWS::EC2::Volume': { kind: 'disk', nameIn: 'Name', fate: diskFate },
  'AWS::S3::Bucket': { kind: 'bucket', nameIn: 'BucketName', fate: bucketFate },
  'AWS::EFS::FileSystem': { kind: 'file system', nameIn: 'FileSystemId', fate: fileSystemRecovery },
  'AWS::ElastiCache::ReplicationGroup': {
    kind: 'cache',
    nameIn: 'ReplicationGroupId',
    fate: ({ Properties }) => {
      const days = cacheSchema.parse(Properties).SnapshotRetentionLimit;
      return days === 0
        ? undecided('has no snapshots and gives no reason', `give it snapshots, or ${noBackupKey} in its metadata`)
        : recoveredBy({
            by: 'snapshots of ElastiCache',
            howOften: 'daily',
            kept: `${days} days`,
            secondCopy: 'none',
            restore: restoreAnchors.cache,
          });
    },
  },
  'AWS::RDS::DBInstance': {
    kind: 'database',
    nameIn: 'DBInstanceIdentifier',
    fate: ({ Properties }) => {
      const { BackupRetentionPeriod: days, AutomaticBackupReplicationRegion: secondCopy } =
        instanceSchema.parse(Properties);
      return days === 0
        ? undecided('has no backups and gives no reason', `give it some, or ${noBackupKey} in its metadata`)
        : recoveredBy({
            by: 'RDS',
            howOften: 'any moment',
            kept: `${days} days`,
            secondCopy,
            restore: restoreAnchors.instance,
          });
    },
  },
  'AWS::SecretsManager::Secret': {
    kind: 'secret',
    nameIn: 'Name',
    fate: ({ Properties }) => {
      const regions = secretSchema.parse(Properties).ReplicaRegions.map(({ Region }) => Region);
      return recoveredBy({
        by: 'versions in Secrets Manager',
        howOften: 'every change',
        kept: 'the value before, and all for 30 days after deletion',
        secondCopy: regions.join(', ') || 'none',
        restore: restoreAnchors.secret,
      });
    },
  },
  'AWS::KMS::Key': {
    kind: 'key',
    nameIn: 'KeyId',
    fate: ({ Properties }) =>
      recoveredBy({
        by: 'KMS, which deletes after a wait only',
        howOften: 'kept in several zones',
        kept: `${keySchema.parse(Properties).PendingWindowInDays} days after it was scheduled for deletion`,
        secondCopy: 'none',
        restore: restoreAnchors.key,
      }),
  },
};
