import type { Construct } from 'constructs';
import { objectStatements, type ObjectAccess } from '../storage/object-access';
import { WorkloadRole } from './workload-role';

export interface OadpRoleProps {
  readonly roleName: string;
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** Bucket of the backups, with its key. */
  readonly bucket: Pick<ObjectAccess, 'bucketName' | 'key'>;
}

/**
 * Velero may keep backups of objects in its bucket and delete what has expired; the bucket's lock holds what has not.
 * Nothing of EC2: snapshots are made by the CSI driver, with the driver's own role. Tokens are those that OADP mounts.
 * Sources: velero-io/velero-plugin-for-aws:README.md, openshift/oadp-operator:internal/controller/velero.go.
 */
export class OadpRole extends WorkloadRole {
  constructor(scope: Construct, id: string, { roleName, issuer, bucket }: OadpRoleProps) {
    const namespace = 'openshift-adp';
    super(scope, id, {
      roleName,
      description: 'OADP: backups of the objects of namespaces',
      issuer,
      audience: 'openshift',
      serviceAccounts: ['velero', 'openshift-adp-controller-manager'].map((name) => ({ namespace, name })),
      statements: objectStatements({ ...bucket, may: 'change' }),
      wildcards: { because: 'Each backup is a new object, and a key is known by its alias.' },
    });
  }
}
