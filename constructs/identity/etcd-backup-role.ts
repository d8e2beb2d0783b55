import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { objectStatements, type ObjectAccess } from '../storage/object-access';
import { WorkloadRole } from './workload-role';

export interface EtcdBackupRoleProps {
  readonly roleName: string;
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** Buckets of the snapshots and of the archives with their encryption keys, each with its key. */
  readonly buckets: readonly Pick<ObjectAccess, 'bucketName' | 'key'>[];
}

/**
 * The backup of etcd may add objects, and see names and sizes to check what it added. It can read no backup: whoever
 * takes over its pod learns nothing of the past, and cannot delete it either.
 */
export class EtcdBackupRole extends WorkloadRole {
  constructor(scope: Construct, id: string, { roleName, issuer, buckets }: EtcdBackupRoleProps) {
    super(scope, id, {
      roleName,
      description: 'Backup of etcd: snapshots, and archives with encryption keys',
      issuer,
      serviceAccounts: [{ namespace: 'openshift-etcd-backup', name: 'etcd-backup' }],
      statements: [
        ...buckets.flatMap((bucket) => objectStatements({ ...bucket, may: 'add' })),
        new PolicyStatement({
          actions: ['s3:ListBucket'],
          resources: buckets.map(({ bucketName }) => `arn:aws:s3:::${bucketName}`),
        }),
      ],
      wildcards: { because: 'Each backup is a new object, and a key is known by its alias.' },
    });
  }
}
