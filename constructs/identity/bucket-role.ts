import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { objectStatements, type ObjectAccess } from '../storage/object-access';
import { WorkloadRole, type WorkloadRoleProps } from './workload-role';

/** How a workload of the platform uses the objects of its buckets. */
interface BucketUse extends Pick<WorkloadRoleProps, 'description' | 'serviceAccounts' | 'audience'> {
  readonly may: 'add' | 'change';
  /**
   * Whether it may list names and sizes of objects with `add`; `change` includes that.
   * @default it may not list
   */
  readonly lists?: true;
  /** Why the names of its objects are not known beforehand, the reason for the wildcards. */
  readonly because: string;
}

/** Workloads of the platform that keep objects in a bucket, by their names in role names. */
const uses = {
  /**
   * All pods of a LokiStack share a service account with the stack's name; the service account for rules is not used.
   * Loki deletes old objects itself. Sources: openshift/loki:operator/docs/lokistack/object_storage.md and
   * operator/docs/enhancements/short_lived_tokens_authentication.md.
   */
  loki: {
    description: 'Loki: logs of the cluster',
    serviceAccounts: [{ namespace: 'openshift-logging', name: 'logging-loki' }],
    may: 'change',
    because: 'Loki names its objects itself',
  },
  /**
   * The log collectors may neither read nor delete, because they run on every machine. The logging operator mounts
   * their tokens. Sources:
   * openshift/cluster-logging-operator:docs/features/logforwarding/outputs/aws/s3-forwarding.adoc and
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
   * Velero deletes expired backups; the bucket's Object Lock keeps the others. There is no right to EC2: the CSI driver
   * makes snapshots with its own role. OADP mounts the tokens. Sources: velero-io/velero-plugin-for-aws:README.md,
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
   * The job checks its new objects by name and size, and may neither read nor delete a backup: an attacker in its pod
   * learns nothing of older backups and cannot delete them.
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
  /** The buckets of the workload, each with its KMS key. */
  readonly buckets: readonly Pick<ObjectAccess, 'bucketName' | 'key'>[];
}

/** IAM role with which a workload of the platform uses the objects of its own buckets. */
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
