import { Construct } from 'constructs';
import { WorkloadRole } from '../identity/workload-role';
import { ManagedSecret } from '../secrets/managed-secret';
import { secretStatements } from '../secrets/secret-access';
import { objectStatements, type ObjectAccess } from '../storage/object-access';

export interface RunnerRolesProps {
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** Also the place of its cache in the bucket. */
  readonly namespace: string;
  /** Name of the secret that people put its token into. */
  readonly secretName: string;
  /** Names of its roles: to read that secret, and to use the cache. */
  readonly roleNames: { readonly secrets: string; readonly cache?: string };
  /** Bucket of the caches; a runner without a role for it needs none. */
  readonly cacheBucketName: string;
  /** Key of bucket and secret, by its alias with `alias/`. */
  readonly key: NonNullable<ObjectAccess['key']>;
}

/** What a runner in the cluster has in AWS: its token, and its own part of the cache. Its jobs have nothing. */
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
      serviceAccounts: [{ namespace, name: 'secrets-reader' }],
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
