import { Construct } from 'constructs';
import { bucketVariables, type ServiceBucket } from '../../base/service-bucket';
import { cacheVariables, ServiceCache, type DeclaredCache } from '../../base/service-cache';
import { databaseVariables, ServiceDatabase, type DeclaredDatabase } from '../../base/service-database';
import { ServiceSecret } from '../../base/service-secret';
import { WebApplication, type MountedClaim, type Replicas, type WebApplicationProps } from '../../base/web-application';

export interface TenantWebApplicationProps extends Pick<
  WebApplicationProps,
  | 'name'
  | 'image'
  | 'architecture'
  | 'port'
  | 'healthPath'
  | 'metricsPath'
  | 'hosts'
  | 'size'
  | 'scratchPaths'
  | 'addresses'
  | 'runbookUrl'
> {
  /** Pods; with a disk only one is possible. */
  readonly replicas: number;
  readonly claim?: MountedClaim;
  readonly database?: DeclaredDatabase;
  readonly cache?: DeclaredCache;
  readonly bucket?: ServiceBucket;
  /** The client of the single sign-on that it is, if people log in with it, and the generated secret that it shows there. */
  readonly login?: { readonly issuer: string; readonly client: string; readonly secret: string };
  /** Environment variables that are no secret. */
  readonly settings: Readonly<Record<string, string>>;
  /** Environment variables whose values are in AWS Secrets Manager, by who made them up. */
  readonly secrets: { readonly typedIn: readonly string[]; readonly generated: readonly string[] };
  /** Name of its secret in AWS Secrets Manager. */
  readonly remoteSecret: string;
}

type Variables = WebApplicationProps['variables'];

/** What an application uses: how it finds it, and what must be let pass. */
type Used = Pick<WebApplicationProps, 'variables' | 'calls'>;

/** Any application that comes as an image and speaks HTTP, with the database, cache, bucket, volume and secrets it asks for. */
export class TenantWebApplication extends Construct {
  constructor(scope: Construct, id: string, props: TenantWebApplicationProps) {
    super(scope, id);
    const { settings, bucket } = props;
    const database = this.addDatabase(props);
    const cache = this.addCache(props);
    new WebApplication(this, 'application', {
      ...props,
      startSeconds: 120,
      closedPaths: [],
      replicas: replicasOf(props),
      roleArn: bucket?.roleArn,
      variables: {
        ...settings,
        ...this.addSecrets(props),
        ...database.variables,
        ...cache.variables,
        ...(bucket && bucketVariables(bucket)),
      },
      calls: [...database.calls, ...cache.calls],
    });
  }

  private addDatabase({ name, database, addresses, runbookUrl }: TenantWebApplicationProps): Used {
    if (database === undefined) return nothing;
    const clients = WebApplication.podLabels(name);
    const { connection } = new ServiceDatabase(this, 'database', {
      ...{ name: `${name}-db`, database, clients, addresses, runbookUrl },
    });
    return { variables: databaseVariables(connection), calls: [connection.traffic, connection.direct.traffic] };
  }

  private addCache({ name, cache, addresses, runbookUrl }: TenantWebApplicationProps): Used {
    if (cache === undefined) return nothing;
    const clients = WebApplication.podLabels(name);
    const { connection } = new ServiceCache(this, 'cache', {
      ...{ name: `${name}-cache`, cache, clients, addresses, runbookUrl },
    });
    return { variables: cacheVariables(connection), calls: [connection.traffic] };
  }

  private addSecrets({ name, secrets, login, remoteSecret: remoteName }: TenantWebApplicationProps): Variables {
    if (secrets.typedIn.length + secrets.generated.length === 0) return {};
    const secret = new ServiceSecret(this, 'secret', { name, remoteName, ...secrets });
    const variables = [...secrets.typedIn, ...secrets.generated].filter((key) => key !== login?.secret);
    return {
      ...Object.fromEntries(variables.map((variable) => [variable, secret.value(variable)])),
      ...(login && {
        OIDC_ISSUER: login.issuer,
        OIDC_CLIENT_ID: login.client,
        OIDC_CLIENT_SECRET: secret.value(login.secret),
      }),
    };
  }
}

const nothing: Used = { variables: {}, calls: [] };

function replicasOf({ replicas: count, claim }: TenantWebApplicationProps): Replicas {
  if (claim === undefined) return count > 1 ? { count } : { single: {} };
  const { sharing, ...folder } = claim;
  return sharing === 'many-pods' ? { count, claim: { ...folder, sharing } } : { single: { claim } };
}
