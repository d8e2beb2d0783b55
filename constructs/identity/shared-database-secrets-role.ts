import type { Construct } from 'constructs';
import { secretStatements, type SecretAccess } from '../secrets/secret-access';
import { WorkloadRole } from './workload-role';

export interface SharedDatabaseSecretsRoleProps {
  readonly roleName: string;
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** Path of all secrets of the environment, without a slash at its end. */
  readonly path: string;
  /** Key of the tag that only the passwords of databases in shared clusters have. */
  readonly tag: string;
  /** KMS key that encrypts the passwords. */
  readonly key: SecretAccess['key'];
}

/**
 * IAM role with which External Secrets brings the passwords of databases in shared clusters into the namespace of these
 * clusters, where the operator sets them. The role is limited by a tag, because a list of names would be too long for a
 * policy.
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
