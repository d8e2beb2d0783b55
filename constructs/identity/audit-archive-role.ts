import type { Construct } from 'constructs';
import { objectStatements, type ObjectAccess } from '../storage/object-access';
import { WorkloadRole } from './workload-role';

export interface AuditArchiveRoleProps {
  readonly roleName: string;
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** Bucket of the archive, with its key. */
  readonly bucket: Pick<ObjectAccess, 'bucketName' | 'key'>;
}

/**
 * The collectors of logs may add to the archive of audit records, and neither read nor delete: they run on every
 * machine. Tokens are those that the logging operator mounts. Sources: openshift/cluster-logging-operator:
 * docs/features/logforwarding/outputs/aws/s3-forwarding.adoc and internal/collector/collector.go.
 */
export class AuditArchiveRole extends WorkloadRole {
  constructor(scope: Construct, id: string, { roleName, issuer, bucket }: AuditArchiveRoleProps) {
    super(scope, id, {
      roleName,
      description: 'Collectors of logs: the archive of audit records',
      issuer,
      audience: 'openshift',
      serviceAccounts: [{ namespace: 'openshift-logging', name: 'collector' }],
      statements: objectStatements({ ...bucket, may: 'add' }),
      wildcards: { because: 'Each batch of records is a new object, and a key is known by its alias.' },
    });
  }
}
