import { Construct } from 'constructs';
import type { DatabaseArchive } from '../identity/database-archive';
import { DatabaseBackupRole } from '../identity/database-backup-role';
import { WorkloadRole } from '../identity/workload-role';
import { pascalCase } from '../../model/formats/pascal-case';
import { secretReader, secretStatements } from '../secrets/secret-access';
import { objectStatements, type ObjectAccess } from '../storage/object-access';

/** Access of a part of GitLab to a bucket. */
export type GitLabBucketUse = Pick<ObjectAccess, 'bucketName' | 'prefix'> & {
  readonly may: Exclude<ObjectAccess['may'], 'add'>;
};

/** A part of GitLab that has an IAM role of its own. */
export interface GitLabRoleSpec {
  /** Name of the part, for the construct id and the role's description. */
  readonly name: string;
  readonly roleName: string;
  /** Service account of its pods. */
  readonly serviceAccount: string;
  readonly buckets: readonly GitLabBucketUse[];
}

export interface GitLabRolesProps {
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  readonly namespace: string;
  readonly roles: readonly GitLabRoleSpec[];
  /** KMS key that encrypts buckets and secrets: its alias with `alias/`, its region and account. */
  readonly key: NonNullable<ObjectAccess['key']>;
  /** Role with which External Secrets brings GitLab's secrets into the cluster, and the names of the secrets. */
  readonly secrets: { readonly roleName: string; readonly named: readonly string[] };
  /**
   * Role and service account that copy the encryption keys of GitLab's database to Secrets Manager, and the path below
   * which they put them.
   */
  readonly secretCopy: { readonly roleName: string; readonly serviceAccount: string; readonly path: string };
  /**
   * Archive of GitLab's CloudNativePG database, with the role for it.
   * @default no such role: the database has no backup
   */
  readonly archive?: DatabaseArchive & { readonly roleName: string; readonly database: string };
}

/** IAM roles of GitLab's pods. Each part reaches its own buckets only, and no part reaches all. */
export class GitLabRoles extends Construct {
  constructor(scope: Construct, id: string, props: GitLabRolesProps) {
    super(scope, id);
    const { issuer, namespace, key, secrets, archive } = props;
    for (const { name, roleName, serviceAccount, buckets } of props.roles) {
      new WorkloadRole(this, pascalCase(name), {
        roleName,
        description: `GitLab: ${name}`,
        issuer,
        serviceAccounts: [{ namespace, name: serviceAccount }],
        statements: buckets.flatMap((bucket) => objectStatements({ ...bucket, key })),
        wildcards: { because: 'GitLab names its objects itself, and a key is known by its alias.' },
      });
    }
    new WorkloadRole(this, 'Secrets', {
      roleName: secrets.roleName,
      description: 'GitLab: its secrets',
      issuer,
      serviceAccounts: [secretReader(namespace)],
      statements: secretStatements({ named: secrets.named, may: 'read', key }),
      wildcards: {
        because: 'Secrets Manager puts characters of its own behind a name, and a key is known by its alias.',
      },
    });
    this.addSecretCopy(props);
    if (archive === undefined) return;
    new DatabaseBackupRole(this, 'Archive', {
      roleName: archive.roleName,
      issuer,
      archive,
      serviceAccount: { namespace, name: archive.database },
    });
  }

  /**
   * This role makes the copy and replaces it, and deletes nothing. Source:
   * external-secrets/external-secrets:docs/provider/aws-secrets-manager.md, PushSecret.
   */
  private addSecretCopy({ issuer, namespace, key, secretCopy }: GitLabRolesProps): void {
    new WorkloadRole(this, 'SecretCopy', {
      roleName: secretCopy.roleName,
      description: 'GitLab: copy of its keys',
      issuer,
      serviceAccounts: [{ namespace, name: secretCopy.serviceAccount }],
      statements: secretStatements({ below: [secretCopy.path], may: 'copy', key }),
      wildcards: {
        because: 'Secrets Manager puts characters of its own behind a name, and a key is known by its alias.',
      },
    });
  }
}
