import type { Construct } from 'constructs';
import { objectStatements, type ObjectAccess } from '../storage/object-access';
import { WorkloadRole } from './workload-role';

export interface LokiRoleProps {
  readonly roleName: string;
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** Bucket of the logs, with its key. */
  readonly bucket: Pick<ObjectAccess, 'bucketName' | 'key'>;
}

/**
 * Loki may keep logs in its bucket, and delete what is too old. The pods of a LokiStack share a service account of its
 * name; the one for rules is not used. Sources: openshift/loki:operator/docs/lokistack/object_storage.md and
 * operator/docs/enhancements/short_lived_tokens_authentication.md.
 */
export class LokiRole extends WorkloadRole {
  constructor(scope: Construct, id: string, { roleName, issuer, bucket }: LokiRoleProps) {
    super(scope, id, {
      roleName,
      description: 'Loki: logs of the cluster',
      issuer,
      serviceAccounts: [{ namespace: 'openshift-logging', name: 'logging-loki' }],
      statements: objectStatements({ ...bucket, may: 'change' }),
      wildcards: { because: 'Loki names its objects itself, and a key is known by its alias.' },
    });
  }
}
