import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { objectStatements, type ObjectAccess } from '../storage/object-access';

/** Operator that runs a database. */
export type DatabaseOperator = 'cloudnative-pg' | 'crunchy';

/** Where a database archives its backups and WAL: a folder of its own in the environment's bucket. */
export interface DatabaseArchive extends Pick<ObjectAccess, 'bucketName' | 'key'> {
  /** Folder in the bucket, without slashes at its ends. */
  readonly prefix: string;
}

/**
 * Returns the IAM statements for a database and its archive: everything below its own folder, and no object of other
 * folders. Before Barman writes, it checks that the bucket exists with HeadBucket. That call names no folder, and S3
 * allows it only with the right to list the bucket, so a database could list the names of all archives, but not read
 * them. Source: EnterpriseDB/barman:barman/cloud_providers/aws_s3.py, _check_bucket_existence; AWS S3 API Reference,
 * HeadBucket.
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
 * Returns the names of the service accounts that use the archive of a database. With CloudNativePG: the instances, and
 * those of the copy that a restore makes beside them. With Crunchy: the instances and the jobs of pgBackRest. Source:
 * CrunchyData/postgres-operator:internal/naming/names.go, ClusterInstanceRBAC and PGBackRestRBAC.
 */
export const archiveAccounts = (database: string, operator: DatabaseOperator): readonly string[] =>
  operator === 'crunchy' ? [`${database}-instance`, `${database}-pgbackrest`] : [database, `${database}-restore`];
