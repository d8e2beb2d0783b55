import type { Construct } from 'constructs';
import { archiveAccounts, archiveStatements, type DatabaseArchive } from './database-archive';
import { WorkloadRole, type ServiceAccount } from './workload-role';

export interface DatabaseBackupRoleProps {
  readonly roleName: string;
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** Service account of the instances, which has the name of the CloudNativePG cluster. */
  readonly serviceAccount: ServiceAccount;
  readonly archive: DatabaseArchive;
}

/**
 * IAM role with which a CloudNativePG cluster archives itself. The databases of a tenant have such roles in the
 * tenant's stack.
 */
export class DatabaseBackupRole extends WorkloadRole {
  constructor(scope: Construct, id: string, { roleName, issuer, serviceAccount, archive }: DatabaseBackupRoleProps) {
    const { namespace, name: database } = serviceAccount;
    super(scope, id, {
      roleName,
      description: `Database ${database}: its archive`,
      issuer,
      serviceAccounts: archiveAccounts(database, 'cloudnative-pg').map((name) => ({
        namespace,
        name,
      })),
      statements: archiveStatements(archive),
      wildcards: { because: 'The archive names its objects itself, and a key is known by its alias.' },
    });
  }
}
