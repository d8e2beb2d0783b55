import { Construct } from 'constructs';
import { ExternalSecret, type SecretValue } from '../secrets/external-secret';

export interface DatabasePasswordProps {
  /** Name of the Secret that appears in the namespace. */
  readonly name: string;
  /** Name of the secret in AWS Secrets Manager, whose whole value is the password. */
  readonly remoteName: string;
  readonly user: string;
}

/**
 * A Secret with user and password of a database, in the form that CloudNativePG also reads. By the label `cnpg.io/reload`
 * CloudNativePG notices a changed password at once. Source:
 * cloudnative-pg/cloudnative-pg:docs/src/declarative_role_management.md.
 */
export class DatabasePassword extends Construct {
  readonly user: SecretValue;
  readonly password: SecretValue;

  constructor(scope: Construct, id: string, { name, remoteName, user }: DatabasePasswordProps) {
    super(scope, id);
    const secret = new ExternalSecret(this, 'secret', {
      name,
      values: { password: { whole: remoteName } },
      fixed: { username: user },
      type: 'kubernetes.io/basic-auth',
      labels: { 'cnpg.io/reload': 'true' },
    });
    this.user = secret.value('username');
    this.password = secret.value('password');
  }
}
