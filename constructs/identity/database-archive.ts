import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { objectStatements, type ObjectAccess } from '../storage/object-access';

/** Who runs a database. */
export type DatabaseOperator = 'cloudnative-pg' | 'crunchy';

/** Where a database archives itself: a folder of its own in the environment's bucket. */
export interface DatabaseArchive extends Pick<ObjectAccess, 'bucketName' | 'key'> {
  /** Without slashes at its ends. */
  readonly prefix: string;
}

/**
 * What a database may do with its archive: everything below its folder, nothing of the others. Before Barman writes it
 * asks whether the bucket is there, a call that names no folder, which S3 allows to whom may list; so it could see the
 * names of all archives, but not open them. Source: EnterpriseDB/barman:barman/cloud_providers/aws_s3.py,
 * _check_bucket_existence; AWS S3 API Reference, HeadBucket.
 */
export const archiveStatements = ({ bucketName, prefix, key }: DatabaseArchive): readonly PolicyStatement[] => [
  ...objectStatements({ bucketName, prefix, may: 'change', key }),
  new PolicyStatement({
    actions: ['s3:ListBucket'],
    resources: [`arn:aws:s3:::${bucketName}`],
    conditions: { Null: { 's3:prefix': 'true' } },
  }),
];

/**
 * Service accounts that use the archive of a database: CloudNativePG's instances, and those of the copy that a restore
 * makes beside them; with Crunchy the instances and the jobs of pgBackRest. Source: CrunchyData/postgres-operator:
 * internal/naming/names.go, ClusterInstanceRBAC and PGBackRestRBAC.
 */
export const archiveAccounts = (database: string, operator: DatabaseOperator): readonly string[] =>
  operator === 'crunchy' ? [`${database}-instance`, `${database}-pgbackrest`] : [database, `${database}-restore`];
