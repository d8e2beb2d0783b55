import { Construct } from 'constructs';
import type { DatabaseConnection } from '../../base/databases/database-connection';
import { httpsEgress, NetworkRules, podsLabelled, type TrafficRule } from '../../base/network/network-rules';
import { applicationPodLabels, type ApplicationRuntime } from '../../base/pods/process-pod';
import { bucketVariables, type ServiceBucket } from '../../base/storage/service-bucket';
import { cacheVariables, ServiceCache, type DeclaredCache } from '../../base/caches/service-cache';
import { databaseVariables, ServiceDatabase, type DeclaredDatabase } from '../../base/databases/service-database';
import { ServiceSecret } from '../../base/secrets/service-secret';
import type { MountedClaim, NamedClaim } from '../../base/storage/mounted-claims';
import { WebApplication, type Replicas, type WebApplicationProps } from '../../base/web-application';
import { addFileTexts } from './file-texts';
import { addApplicationProcesses } from './application-processes';
import { mailVariables, type MailSettings } from './mail-variables';
import { mountsDisk, type ProcessCommand } from './process-command';
import { ProcessNetwork } from './process-network';
import { remoteValues } from './remote-values';
import type { ScheduledCommand } from './scheduled-job';
import { addWebPodContainers, type InitialCommand } from './web-pod-containers';
import { Worker, type WorkerCommand } from './worker';

export interface TenantWebApplicationProps extends Pick<
  WebApplicationProps,
  | 'name'
  | 'image'
  | 'updates'
  | 'architecture'
  | 'command'
  | 'args'
  | 'port'
  | 'health'
  | 'startSeconds'
  | 'stopSeconds'
  | 'metricsPath'
  | 'metricsPort'
  | 'timeoutSeconds'
  | 'hosts'
  | 'size'
  | 'files'
  | 'scratch'
> {
  /** Number of pods; only one is possible with a disk. */
  readonly replicas: number;
  /**
   * Volume, and where it is mounted.
   * @default none
   */
  readonly claim?: MountedClaim;
  /**
   * Further volumes.
   * @default none
   */
  readonly volumes?: readonly NamedClaim[];
  /**
   * Database, whose address and password are in the variables `DATABASE_*`.
   * @default none
   */
  readonly database?: DeclaredDatabase;
  /**
   * Valkey, whose address and password are in the variables `CACHE_*`; `keyPrefix` is `CACHE_PREFIX`.
   * @default none
   */
  readonly cache?: DeclaredCache & { readonly keyPrefix: string };
  /**
   * Part of the tenant's bucket, and the IAM role of its pods for it.
   * @default none, and the pods have no IAM role
   */
  readonly bucket?: ServiceBucket;
  /**
   * Its client in the single sign-on: issuer, client id, and the key of the generated client secret.
   * @default none: people do not log in by single sign-on
   */
  readonly login?: { readonly issuer: string; readonly client: string; readonly secret: string };
  /**
   * How it sends mail, in the variables `MAIL_*`; with `user` its secret has the key MAIL_PASSWORD.
   * @default it sends none through the relay of the environment
   */
  readonly mail?: MailSettings;
  /**
   * Variables with addresses of its own and of the proxies before it, to which its texts refer.
   * @default none
   */
  readonly addresses?: Readonly<Record<string, string>>;
  /** Environment variables that are no secret, ordered so that each refers to earlier ones only; they come after all others. */
  readonly settings: Readonly<Record<string, string>>;
  /** Names of environment variables whose values are in AWS Secrets Manager: typed in by people, or generated. */
  readonly secrets: { readonly typedIn: readonly string[]; readonly generated: readonly string[] };
  /** Name of its secret in AWS Secrets Manager. */
  readonly remoteSecret: string;
  /**
   * Jobs that end before the application starts in a web pod, in this order.
   * @default none
   */
  readonly before?: readonly InitialCommand[];
  /**
   * Workers that run in the web pods.
   * @default none
   */
  readonly beside?: readonly WorkerCommand[];
  /**
   * What migrates the database before pods of a new image start; the image has to be one by digest.
   * @default none: the application migrates by itself, or has nothing to migrate
   */
  readonly migrate?: ProcessCommand;
  /** Workers with pods of their own. */
  readonly workers: readonly WorkerCommand[];
  readonly schedule: readonly ScheduledCommand[];
  /**
   * Other web applications of the namespace that its pods call: their names, and the ports of their pods.
   * @default none
   */
  readonly callees?: readonly { readonly name: string; readonly port: number }[];
  /** TCP ports that it calls outside the cluster besides 443. */
  readonly portsOutside: readonly number[];
}

type Variables = WebApplicationProps['variables'];

/**
 * Any application that comes as an image and speaks HTTP, with its database, cache, bucket, secrets, migration, workers and
 * scheduled jobs.
 *
 * @example
 * new TenantWebApplication(chart, 'wiki', {
 *   name: 'wiki',
 *   image: 'quay.io/commons/wiki:stable',
 *   updates: 'automatic',
 *   architecture: 'any',
 *   port: 8080,
 *   health: { path: '/healthz' },
 *   startSeconds: 120,
 *   hosts: [{ host: 'wiki.commons.example', certificate: 'acme' }],
 *   size: 'small',
 *   replicas: 2,
 *   scratch: ['/tmp'],
 *   settings: { SITE_TITLE: 'Wiki' },
 *   secrets: { typedIn: [], generated: ['SESSION_SECRET'] },
 *   remoteSecret: 'production/library/wiki',
 *   workers: [],
 *   schedule: [],
 *   portsOutside: [],
 * });
 */
export class TenantWebApplication extends Construct {
  constructor(scope: Construct, id: string, props: TenantWebApplicationProps) {
    super(scope, id);
    const {
      name,
      updates,
      claim,
      volumes = [],
      before = [],
      beside = [],
      workers,
      schedule,
      timeoutSeconds,
      portsOutside,
    } = props;
    const database = this.addDatabase(props);
    const cache = this.addCache(props);
    const secrets = this.addSecrets(props);
    const variablesWith = (connection: DatabaseConnection | undefined, settings = props.settings): Variables => ({
      ...props.addresses,
      ...secrets,
      ...(connection && databaseVariables(connection)),
      ...(cache && cacheVariables(cache, props.cache?.keyPrefix ?? '')),
      ...(props.bucket && bucketVariables(this, props.bucket)),
      ...(props.mail && mailVariables(props.mail)),
      // Last, because Kubernetes lets a variable refer only to those before it.
      ...settings,
    });
    const texts = addFileTexts(this, {
      name,
      files: props.files ?? {},
      variables: variablesWith(database && withUserName(database)),
      remote: remoteValues(props),
    });
    const https = httpsEgress(this);
    const outside: readonly TrafficRule[] = portsOutside.length === 0 ? [] : [{ ...https, ports: portsOutside }];
    const calls: Readonly<Record<string, TrafficRule>> = {
      ...(database && { database: database.traffic, 'database-directly': database.direct.traffic }),
      ...(cache && { cache: cache.traffic }),
    };
    const toWorkers = [...Worker.traffic(name, workers), ...this.addCalls(props)];
    const variablesFor = (settings = props.settings, directly?: 'directly'): Variables =>
      variablesWith(directly && database ? { ...database, ...database.direct } : database, settings);
    const { image } = new WebApplication(this, 'application', {
      ...props,
      ...texts,
      ...addWebPodContainers(this, {
        application: name,
        updates,
        before,
        beside,
        timeoutSeconds,
        variablesWith: variablesFor,
      }),
      paths: Worker.paths(name, [...workers, ...beside]),
      closedPaths: [],
      replicas: toReplicas(props),
      // A job that holds the disk on one node would keep a new pod on another node from starting.
      near: schedule.some((job) => mountsDisk(job, { claim, volumes })) ? applicationPodLabels(name) : undefined,
      roleArn: props.bucket?.roleArn,
      variables: variablesWith(database),
      calls: [...outside, ...Object.values(calls), ...toWorkers],
    });
    if (!hasProcesses(props)) return;
    const { architecture, scratch, size, migrate } = props;
    const runtime: ApplicationRuntime = {
      application: name,
      image,
      architecture,
      ...texts,
      scratch,
      claim,
      volumes,
      variables: variablesWith(database),
    };
    new ProcessNetwork(this, 'processes', {
      application: name,
      calls,
      outside: [https, ...outside, ...toWorkers],
    });
    addApplicationProcesses(this, {
      runtime,
      updates,
      size,
      migrate,
      workers,
      timeoutSeconds,
      schedule,
      variablesWith: variablesFor,
    });
  }

  /** Lets the other web applications take its calls, and returns the traffic to them. */
  private addCalls({ name, callees = [] }: TenantWebApplicationProps): readonly TrafficRule[] {
    const callers = [podsLabelled(WebApplication.podLabels(name)), podsLabelled(applicationPodLabels(name))];
    return callees.map((callee) => {
      const pods = WebApplication.podLabels(callee.name);
      new NetworkRules(this, `call-${callee.name}`, {
        name: `${callee.name}-processes-from-${name}`,
        pods,
        from: [{ peers: callers, ports: [callee.port] }],
        to: [],
      });
      return { peers: [podsLabelled(pods)], ports: [callee.port] };
    });
  }

  private addDatabase({ name, database }: TenantWebApplicationProps) {
    if (database === undefined) return undefined;
    const clients = WebApplication.podLabels(name);
    const props = { name: `${name}-db`, database, clients };
    return new ServiceDatabase(this, 'database', props).connection;
  }

  private addCache({ name, cache }: TenantWebApplicationProps) {
    if (cache === undefined) return undefined;
    const clients = WebApplication.podLabels(name);
    const props = { name: `${name}-cache`, cache, clients };
    return new ServiceCache(this, 'cache', props).connection;
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

/** The connection with the name of its user as text where that is known: each of our databases has the name of its owner. */
const withUserName = (connection: DatabaseConnection): DatabaseConnection => ({
  ...connection,
  user: typeof connection.database === 'string' ? connection.database : connection.user,
});

const hasProcesses = ({ migrate, workers, schedule }: TenantWebApplicationProps): boolean =>
  migrate !== undefined || workers.length + schedule.length > 0;

function toReplicas({ replicas: count, claim, volumes = [] }: TenantWebApplicationProps): Replicas {
  const isAlone = count === 1 && volumes.some(({ sharing }) => sharing === 'one-pod');
  if (claim === undefined) return count > 1 ? { count } : { single: {} };
  if (isAlone) return { single: { claim } };
  const { sharing, ...folder } = claim;
  return sharing === 'many-pods' ? { count, claim: { ...folder, sharing } } : { single: { claim } };
}
