import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { objectStatements, type ObjectAccess } from '../storage/object-access';
import { WorkloadRole, type WorkloadRoleProps } from './workload-role';

/** What a workload of the platform does with the objects of its buckets. */
interface BucketUse extends Pick<WorkloadRoleProps, 'description' | 'serviceAccounts' | 'audience'> {
  readonly may: 'add' | 'change';
  /** Whether it may see names and sizes without reading. A workload that changes objects does anyway. */
  readonly lists?: true;
  /** Why its objects have no names before they are there. */
  readonly because: string;
}

/** Workloads of the platform that keep something in a bucket. */
const uses = {
  /**
   * The pods of a LokiStack share a service account of its name; the one for rules is not used. Loki deletes what is too old.
   * Sources: openshift/loki:operator/docs/lokistack/object_storage.md and
   * operator/docs/enhancements/short_lived_tokens_authentication.md.
   */
  loki: {
    description: 'Loki: logs of the cluster',
    serviceAccounts: [{ namespace: 'openshift-logging', name: 'logging-loki' }],
    may: 'change',
    because: 'Loki names its objects itself',
  },
  /**
   * The collectors of logs neither read nor delete: they run on every machine. Tokens are those that the logging operator mounts.
   * Sources: openshift/cluster-logging-operator:docs/features/logforwarding/outputs/aws/s3-forwarding.adoc and
   * internal/collector/collector.go.
   */
  'audit-archive': {
    description: 'Collectors of logs: the archive of audit records',
    serviceAccounts: [{ namespace: 'openshift-logging', name: 'collector' }],
    audience: 'openshift',
    may: 'add',
    because: 'Each batch of records is a new object',
  },
  /**
   * Velero deletes what has expired; the bucket's lock holds what has not. Nothing of EC2: snapshots are made by the CSI driver,
   * with the driver's own role. Tokens are those that OADP mounts. Sources: velero-io/velero-plugin-for-aws:README.md,
   * openshift/oadp-operator:internal/controller/velero.go.
   */
  oadp: {
    description: 'OADP: backups of the objects of namespaces',
    serviceAccounts: ['velero', 'openshift-adp-controller-manager'].map((name) => ({
      namespace: 'openshift-adp',
      name,
    })),
    audience: 'openshift',
    may: 'change',
    because: 'Each backup is a new object',
  },
  /**
   * It checks what it added by name and size, and can read no backup: whoever takes over its pod learns nothing of the past, and
   * cannot delete it either.
   */
  'etcd-backup': {
    description: 'Backup of etcd: snapshots, and archives with encryption keys',
    serviceAccounts: [{ namespace: 'openshift-etcd-backup', name: 'etcd-backup' }],
    may: 'add',
    lists: true,
    because: 'Each backup is a new object',
  },
} as const satisfies Readonly<Record<string, BucketUse>>;

export interface BucketRoleProps extends Pick<WorkloadRoleProps, 'roleName' | 'issuer'> {
  readonly workload: keyof typeof uses;
  /** Its buckets, each with its key. */
  readonly buckets: readonly Pick<ObjectAccess, 'bucketName' | 'key'>[];
}

/** What a workload of the platform may do with objects of its own buckets. */
export class BucketRole extends WorkloadRole {
  constructor(scope: Construct, id: string, { roleName, issuer, workload, buckets }: BucketRoleProps) {
    const { description, serviceAccounts, audience, may, lists, because }: BucketUse = uses[workload];
    super(scope, id, {
      roleName,
      description,
      issuer,
      audience,
      serviceAccounts,
      statements: [
        ...buckets.flatMap((bucket) => objectStatements({ ...bucket, may })),
        ...(lists === undefined ? [] : [listing(buckets)]),
      ],
      wildcards: { because: `${because}, and a key is known by its alias.` },
    });
  }
}

const listing = (buckets: BucketRoleProps['buckets']): PolicyStatement =>
  new PolicyStatement({
    actions: ['s3:ListBucket'],
    resources: buckets.map(({ bucketName }) => `arn:aws:s3:::${bucketName}`),
  });
