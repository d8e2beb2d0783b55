import { Construct } from 'constructs';
import type { DatabaseArchive } from '../identity/database-archive';
import { DatabaseBackupRole } from '../identity/database-backup-role';
import { WorkloadRole } from '../identity/workload-role';
import { secretReader, secretStatements, type SecretAccess } from '../secrets/secret-access';

export interface SingleSignOnRolesProps {
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  readonly namespace: string;
  readonly secrets: {
    readonly roleName: string;
    /** Names of Keycloak's own secrets, and the pattern of the clients' secrets. */
    readonly named: readonly string[];
    readonly key: SecretAccess['key'];
  };
  /**
   * Archive of Keycloak's CloudNativePG database, with the role for it.
   * @default no such role: the database is not in the cluster, or has no backup
   */
  readonly archive?: DatabaseArchive & { readonly roleName: string; readonly database: string };
}

/**
 * IAM roles of single sign-on in the cluster: to read its secrets and those of its clients, and to archive its
 * database.
 */
export class SingleSignOnRoles extends Construct {
  constructor(scope: Construct, id: string, { issuer, namespace, secrets, archive }: SingleSignOnRolesProps) {
    super(scope, id);
    new WorkloadRole(this, 'Secrets', {
      roleName: secrets.roleName,
      description: 'Single sign-on: its secrets, and what its clients show to it',
      issuer,
      serviceAccounts: [secretReader(namespace)],
      statements: secretStatements({ named: secrets.named, key: secrets.key, may: 'read' }),
      wildcards: {
        because: 'What clients show is told by the last part of its name, and a key is known by its alias.',
        beyond: [/^arn:aws:secretsmanager:[a-z0-9-]+:\d{12}:secret:[^*?/]+\/\*\/[^*?/]+-\?{6}$/],
      },
    });
    if (archive === undefined) return;
    new DatabaseBackupRole(this, 'Archive', {
      roleName: archive.roleName,
      issuer,
      serviceAccount: { namespace, name: archive.database },
      archive,
    });
  }
}
