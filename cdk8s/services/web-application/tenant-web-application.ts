import { Construct } from 'constructs';
import { ExternalSecret, type SecretValue } from '../../base/external-secret';
import type { ClusterAddresses } from '../../base/network-rules';
import { PostgresDatabase, type PostgresConnection, type PostgresDatabaseProps } from '../../base/postgres-database';
import { WebApplication, type MountedClaim, type WebApplicationProps } from '../../base/web-application';

export interface TenantWebApplicationProps extends Pick<
  WebApplicationProps,
  'name' | 'image' | 'architecture' | 'port' | 'healthPath' | 'metricsPath' | 'hosts' | 'size' | 'scratchPaths'
> {
  /** Pods; more than one is not possible with a claim. */
  readonly replicas: number;
  readonly claim?: MountedClaim;
  readonly database?: Pick<PostgresDatabaseProps, 'storageGiB' | 'instances' | 'backup' | 'backupTarget'>;
  /** Environment variables that are no secret. */
  readonly settings: Readonly<Record<string, string>>;
  /** Environment variables whose values are properties of the secret in AWS Secrets Manager. */
  readonly secrets: readonly string[];
  /** Name of its secret in AWS Secrets Manager. */
  readonly remoteSecret: string;
  readonly addresses: ClusterAddresses;
  readonly runbookUrl: string;
}

/** Any application that comes as an image and speaks HTTP, with the database, volume and secrets it asks for. */
export class TenantWebApplication extends Construct {
  constructor(scope: Construct, id: string, props: TenantWebApplicationProps) {
    super(scope, id);
    const { replicas, claim, settings } = props;
    const connection = this.addDatabase(props);
    new WebApplication(this, 'application', {
      ...props,
      startSeconds: 120,
      closedPaths: [],
      replicas: claim === undefined && replicas > 1 ? { count: replicas } : { single: { claim } },
      variables: { ...settings, ...this.addSecrets(props), ...(connection && databaseVariables(connection)) },
      calls: connection === undefined ? [] : [connection.traffic],
    });
  }

  private addDatabase({
    name,
    database,
    addresses,
    runbookUrl,
  }: TenantWebApplicationProps): PostgresConnection | undefined {
    if (database === undefined) return undefined;
    const clients = WebApplication.podLabels(name);
    return new PostgresDatabase(this, 'database', {
      ...database,
      name: `${name}-db`,
      pooling: 'session',
      clients,
      addresses,
      runbookUrl,
    }).connection;
  }

  private addSecrets({ name, secrets, remoteSecret }: TenantWebApplicationProps): Record<string, SecretValue> {
    if (secrets.length === 0) return {};
    const secret = new ExternalSecret(this, 'secret', { name, remoteName: remoteSecret, keys: secrets });
    return Object.fromEntries(secrets.map((variable) => [variable, secret.value(variable)]));
  }
}

/** What images expect: the parts, and all of them as one address. */
const databaseVariables = ({ host, port, database, user, password }: PostgresConnection) => ({
  DATABASE_HOST: host,
  DATABASE_PORT: String(port),
  DATABASE_NAME: database,
  DATABASE_USER: user,
  DATABASE_PASSWORD: password,
  DATABASE_URL: `postgres://$(DATABASE_USER):$(DATABASE_PASSWORD)@${host}:${port}/$(DATABASE_NAME)`,
});
