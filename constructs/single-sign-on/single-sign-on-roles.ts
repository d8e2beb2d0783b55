import { Construct } from 'constructs';
import type { DatabaseArchive } from '../identity/database-archive';
import { DatabaseBackupRole } from '../identity/database-backup-role';
import { WorkloadRole } from '../identity/workload-role';
import { secretStatements, type SecretAccess } from '../secrets/secret-access';

export interface SingleSignOnRolesProps {
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  readonly namespace: string;
  readonly secrets: {
    readonly roleName: string;
    /** Names of its own, and the pattern of those that clients show. */
    readonly named: readonly string[];
    readonly key: SecretAccess['key'];
  };
  /** Where its database archives itself; none where it is not in the cluster. */
  readonly archive?: DatabaseArchive & { readonly roleName: string; readonly database: string };
}

/** What single sign-on may do in AWS: read its secrets and those of its clients, and archive its database. */
export class SingleSignOnRoles extends Construct {
  constructor(scope: Construct, id: string, { issuer, namespace, secrets, archive }: SingleSignOnRolesProps) {
    super(scope, id);
    new WorkloadRole(this, 'Secrets', {
      roleName: secrets.roleName,
      description: 'Single sign-on: its secrets, and what its clients show to it',
      issuer,
      serviceAccounts: [{ namespace, name: 'secrets-reader' }],
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
