import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { SecretStore, type SecretValue } from './external-secret';
import { inWave, objectWaves } from './sync';

export interface DatabasePasswordProps {
  /** Name of the Secret that appears in the namespace. */
  readonly name: string;
  /** Name of the secret in AWS Secrets Manager, whose whole value is the password. */
  readonly remoteName: string;
  readonly user: string;
}

/**
 * User and password of a database as a Secret in the form that CloudNativePG reads, too; the label lets it follow a
 * changed password at once. Source: cloudnative-pg/cloudnative-pg:docs/src/declarative_role_management.md.
 */
export class DatabasePassword extends Construct {
  readonly user: SecretValue;
  readonly password: SecretValue;

  constructor(scope: Construct, id: string, { name, remoteName, user }: DatabasePasswordProps) {
    super(scope, id);
    this.user = { secret: name, key: 'username' };
    this.password = { secret: name, key: 'password' };
    new ApiObject(this, 'secret', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name, annotations: inWave(objectWaves.identity) },
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: 'SecretStore', name: SecretStore.storeName },
        target: {
          name,
          creationPolicy: 'Owner',
          deletionPolicy: 'Retain',
          template: {
            type: 'kubernetes.io/basic-auth',
            metadata: { labels: { 'cnpg.io/reload': 'true' } },
            data: { username: user, password: '{{ .password }}' },
          },
        },
        data: [{ secretKey: 'password', remoteRef: { key: remoteName } }],
      },
    });
  }
}
