import type { Construct } from 'constructs';
import { secretStatements, type SecretAccess } from '../secrets/secret-access';
import { WorkloadRole } from './workload-role';

export interface SharedDatabaseSecretsRoleProps {
  readonly roleName: string;
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** Path of all secrets of the environment, without a slash at its end. */
  readonly path: string;
  /** Tag of the passwords of databases in shared clusters, and of no other secret. */
  readonly tag: string;
  /** Key that encrypts them. */
  readonly key: SecretAccess['key'];
}

/**
 * External Secrets may read the passwords of databases in shared clusters, for the namespace of the clusters, where the
 * operator sets them. They are told by their tag, because a list of names would outgrow a policy.
 */
export class SharedDatabaseSecretsRole extends WorkloadRole {
  constructor(scope: Construct, id: string, props: SharedDatabaseSecretsRoleProps) {
    const { roleName, issuer, path, tag, key } = props;
    super(scope, id, {
      roleName,
      description: 'Shared databases: passwords of their roles',
      issuer,
      serviceAccounts: [{ namespace: 'databases', name: 'secrets-reader' }],
      statements: secretStatements({ below: [path], tagged: tag, may: 'read', key }),
      wildcards: { because: 'The tag tells which secrets they are, and a key is known by its alias.' },
    });
  }
}
