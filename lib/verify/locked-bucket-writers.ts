import { z } from 'zod';
import { qualifiedKind, resourcesOfType, type Rendered, type RenderedObject } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';
import { stringsIn } from './strings-in';

/**
 * Writers to a bucket with a default Object Lock retention send checksums. S3 answers 400 without one ("Content-MD5 OR
 * x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters"), which may be noticed late:
 * Velero's BackupStorageLocation stays Available, because it only lists objects.
 * Source: Amazon S3 user guide, "Object Lock considerations".
 */
export const lockedBucketWritersRule: RenderedRule = {
  id: 'locked-bucket-writers',
  holds: 'everything that writes to a bucket with a default retention sends a checksum',
  findings: (rendered) => {
    const locked = lockedBuckets(rendered);
    return [
      ...rendered.objects.flatMap((object) => {
        const named = locked.filter((bucket) => names(object, bucket));
        return named.flatMap((bucket) => writerFindings(object, bucket));
      }),
      ...accessLogFindings(rendered, locked),
    ];
  },
};

const bucketSchema = z.looseObject({
  BucketName: z.string(),
  ObjectLockConfiguration: z
    .looseObject({ Rule: z.looseObject({ DefaultRetention: z.unknown() }).optional() })
    .optional(),
  LoggingConfiguration: z.looseObject({ DestinationBucketName: z.unknown() }).optional(),
});

function lockedBuckets({ resources }: Rendered): readonly string[] {
  return resourcesOfType(resources, 'AWS::S3::Bucket').flatMap(({ resource }) => {
    const { data } = bucketSchema.safeParse(resource.Properties);
    return data?.ObjectLockConfiguration?.Rule?.DefaultRetention === undefined ? [] : [data.BucketName];
  });
}

/** Whether an object contains the name of a bucket, not as a part of a longer name. */
function names(object: RenderedObject, bucket: string): boolean {
  const whole = new RegExp(`(?<![a-z0-9-])${bucket.replaceAll('.', '\\.')}(?![a-z0-9-])`);
  const content = Object.entries(object).filter(([field]) => field !== 'metadata');
  for (const text of stringsIn(content)) if (text.includes(bucket) && whole.test(text)) return true;
  return false;
}

/** Reason and remedy if an object writes to a locked bucket without checksums; undefined if it sends them. */
type Writer = (object: RenderedObject, bucket: string) => Pick<RenderedFinding, 'reason' | 'remedy'> | undefined;

const velero: Writer = ({ spec }, bucket) => {
  const locations = locationsSchema.parse(spec);
  const algorithms = locations
    .filter(({ objectStorage }) => objectStorage?.bucket === bucket)
    .map(({ config }) => config.checksumAlgorithm ?? '');
  return algorithms.length > 0 && algorithms.every((algorithm) => algorithm !== '')
    ? undefined
    : {
        reason: `Velero writes to ${bucket}, which is locked, without a checksum`,
        remedy: 'set checksumAlgorithm: CRC32 in the config of the location; OADP sets an empty one if none is given',
      };
};

const locationSchema = z.looseObject({
  objectStorage: z.looseObject({ bucket: z.string() }).optional(),
  config: z.record(z.string(), z.string()).default({}),
});

/** Backup locations in OADP's DataProtectionApplication, or Velero's own BackupStorageLocation. */
const locationsSchema = z.union([
  z
    .looseObject({ backupLocations: z.array(z.looseObject({ velero: locationSchema.optional() })) })
    .transform(({ backupLocations }) => backupLocations.flatMap((location) => location.velero ?? [])),
  locationSchema.transform((location) => [location]),
]);

/** A line of a script that uploads with the AWS command line. */
const upload = /\baws\b.*\b(s3 (cp|mv|sync)|s3api (put-object|create-multipart-upload))\b/;

const commandLine: Writer = (object, bucket) => {
  const uploads = [...stringsIn(object.spec)].flatMap((text) => text.split('\n')).filter((line) => upload.test(line));
  if (uploads.length === 0) return unknownWriter(object, bucket);
  return uploads.every((line) => line.includes('--checksum-algorithm'))
    ? undefined
    : {
        reason: `a command of the AWS CLI uploads to ${bucket}, which is locked, without naming a checksum`,
        remedy: 'add --checksum-algorithm SHA256 to each aws s3 cp, mv and sync',
      };
};

/** Barman uses boto3, which sends a checksum depending on this variable. Source: boto3, guide "Amazon S3 checksums". */
const barman: Writer = ({ spec }, bucket) =>
  barmanSchema
    .parse(spec)
    .instanceSidecarConfiguration.env.some(
      ({ name, value }) => name === 'AWS_REQUEST_CHECKSUM_CALCULATION' && value === 'when_supported',
    )
    ? undefined
    : {
        reason: `Barman writes to ${bucket}, which is locked, and no setting makes it send a checksum`,
        remedy: 'set AWS_REQUEST_CHECKSUM_CALCULATION: when_supported in instanceSidecarConfiguration.env',
      };

const barmanSchema = z.looseObject({
  instanceSidecarConfiguration: z
    .looseObject({ env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).default([]) })
    .default({ env: [] }),
});

/** Check of writers that always send Content-MD5; no setting changes that. */
const alwaysSends: Writer = () => undefined;

const unknownWriter: Writer = ({ kind }, bucket) => ({
  reason: `${kind} names ${bucket}, which is locked, and this rule does not know whether it sends a checksum`,
  remedy: 'add this kind to lib/verify/locked-bucket-writers.ts, or write to another bucket',
});

/** Checks of writers, by kind. */
const writers: Readonly<Record<string, Writer>> = {
  'oadp.openshift.io/DataProtectionApplication': velero,
  'velero.io/BackupStorageLocation': velero,
  'batch/CronJob': commandLine,
  'batch/Job': commandLine,
  'apps/Deployment': commandLine,
  'barmancloud.cnpg.io/ObjectStore': barman,
  // pgbackrest/pgbackrest: src/storage/s3/storage.c
  'postgres-operator.crunchydata.com/PostgresCluster': alwaysSends,
  // vectordotdev/vector: src/sinks/s3_common/service.rs
  'observability.openshift.io/ClusterLogForwarder': alwaysSends,
  // Alerts contain the name of the bucket, but write nothing.
  'monitoring.coreos.com/PrometheusRule': () => undefined,
};

function writerFindings(object: RenderedObject, bucket: string): readonly RenderedFinding[] {
  const wrong = (writers[qualifiedKind(object)] ?? unknownWriter)(object, bucket);
  return wrong === undefined ? [] : [{ place: describeObject(object), reason: wrong.reason, remedy: wrong.remedy }];
}

/**
 * S3 itself delivers no access logs to a bucket with a default retention. Source: S3 user guide, "Enabling server access
 * logging".
 */
const accessLogFindings = ({ resources }: Rendered, locked: readonly string[]): readonly RenderedFinding[] =>
  resourcesOfType(resources, 'AWS::S3::Bucket').flatMap(({ stack, logicalId, resource }) => {
    const into = bucketSchema.safeParse(resource.Properties).data?.LoggingConfiguration?.DestinationBucketName;
    return locked
      .filter((bucket) => bucket === into)
      .map((bucket) => ({
        place: `${stack} ${logicalId}`,
        reason: `its access logs go to ${bucket}, which is locked, and S3 delivers no logs to such a bucket`,
        remedy: 'name a bucket without a default retention',
      }));
  });
