import { Construct } from 'constructs';
import type { DatabaseArchive } from '../identity/database-archive';
import { DatabaseBackupRole } from '../identity/database-backup-role';
import { WorkloadRole } from '../identity/workload-role';
import { pascalCase } from '../pascal-case';
import { secretStatements } from '../secrets/secret-access';
import { objectStatements, type ObjectAccess } from '../storage/object-access';

/** What a part of GitLab may do with a bucket. */
export type GitLabBucketUse = Pick<ObjectAccess, 'bucketName' | 'prefix'> & {
  readonly may: Exclude<ObjectAccess['may'], 'add'>;
};

/** A part of GitLab with a role of its own. */
export interface GitLabRoleSpec {
  /** What it is called. */
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
  /** Key of buckets and secrets, by its alias with `alias/`. */
  readonly key: NonNullable<ObjectAccess['key']>;
  /** Who brings its secrets into the cluster, and their names. */
  readonly secrets: { readonly roleName: string; readonly named: readonly string[] };
  /** Who copies the keys of the database out of the cluster, and below which path of Secrets Manager. */
  readonly secretCopy: { readonly roleName: string; readonly serviceAccount: string; readonly path: string };
  /** Where its database archives itself. */
  readonly archive?: DatabaseArchive & { readonly roleName: string; readonly database: string };
}

/** What GitLab's pods may do in AWS: each part with its buckets, and nobody with all. */
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
      serviceAccounts: [{ namespace, name: 'secrets-reader' }],
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
   * It makes the copy and replaces it, and deletes nothing. Source: external-secrets/external-secrets:docs/provider/
   * aws-secrets-manager.md, PushSecret.
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
