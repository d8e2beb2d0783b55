import type { Construct } from 'constructs';
import { secretStatements, type SecretAccess } from '../secrets/secret-access';
import { WorkloadRole } from './workload-role';

export interface PlatformSecretsRoleProps {
  readonly roleName: string;
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** Namespaces of the platform's components, each with a SecretStore. */
  readonly namespaces: readonly string[];
  /** Path of the components' secrets, without a slash at its end. */
  readonly path: string;
  readonly key: SecretAccess['key'];
}

/**
 * IAM role with which External Secrets reads the secrets of the platform's components, as the service account
 * `secrets-reader` of their namespaces. Source: external-secrets/external-secrets:docs/provider/aws-secrets-manager.md.
 */
export class PlatformSecretsRole extends WorkloadRole {
  constructor(scope: Construct, id: string, props: PlatformSecretsRoleProps) {
    const { roleName, issuer, namespaces, path, key } = props;
    super(scope, id, {
      roleName,
      description: 'Secrets of the platform into the namespaces of its components',
      issuer,
      serviceAccounts: namespaces.map((namespace) => ({ namespace, name: 'secrets-reader' })),
      statements: secretStatements({ below: [path], may: 'read', key }),
      wildcards: { because: 'Whatever is below the path is the platform’s; keys are told apart by their alias.' },
    });
  }
}
