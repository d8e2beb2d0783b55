import { Construct } from 'constructs';
import { WorkloadRole } from '../identity/workload-role';
import { ManagedSecret } from '../secrets/managed-secret';
import { secretReader, secretStatements } from '../secrets/secret-access';
import { objectStatements, type ObjectAccess } from '../storage/object-access';

export interface RunnerRolesProps {
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** Namespace of the runner, and its prefix in the bucket of the caches. */
  readonly namespace: string;
  /** Name of the secret that people put the runner's token into. */
  readonly secretName: string;
  /**
   * Names of the role that reads that secret, and of the role that uses the cache. Without `cache` the runner has no
   * cache.
   */
  readonly roleNames: { readonly secrets: string; readonly cache?: string };
  /** Bucket of the caches; only used with a role for the cache. */
  readonly cacheBucketName: string;
  /** KMS key that encrypts bucket and secret: its alias with `alias/`, its region and account. */
  readonly key: NonNullable<ObjectAccess['key']>;
}

/**
 * Secret and IAM roles of a GitLab runner in the cluster, for its token and its own part of the cache. The pods of its
 * jobs have no role.
 */
export class RunnerRoles extends Construct {
  constructor(scope: Construct, id: string, props: RunnerRolesProps) {
    super(scope, id);
    const { issuer, namespace, secretName, roleNames, key } = props;
    new ManagedSecret(this, 'Token', {
      name: secretName,
      description: `Filled by people, for ${namespace}: a JSON object with runner-token`,
      value: 'typed-in',
      keyAlias: key.alias,
    });
    const wildcards = 'Names end in what AWS or the runner makes up, and a key is known by its alias.';
    new WorkloadRole(this, 'Secrets', {
      roleName: roleNames.secrets,
      description: `Token of ${namespace}`,
      issuer,
      serviceAccounts: [secretReader(namespace)],
      statements: secretStatements({ named: [secretName], may: 'read', key }),
      wildcards: { because: wildcards },
    });
    if (roleNames.cache === undefined) return;
    new WorkloadRole(this, 'Cache', {
      roleName: roleNames.cache,
      description: `Cache of ${namespace}`,
      issuer,
      serviceAccounts: [{ namespace, name: 'runner-manager' }],
      statements: objectStatements({ bucketName: props.cacheBucketName, prefix: namespace, may: 'change', key }),
      wildcards: { because: wildcards },
    });
  }
}
