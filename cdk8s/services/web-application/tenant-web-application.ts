import { Construct } from 'constructs';
import type { DatabaseConnection } from '../../base/databases/database-connection';
import { callsOutTraffic, type CallOut } from '../../base/network/calls-out';
import { httpsEgress, type TrafficRule } from '../../base/network/network-rules';
import { applicationPodLabels, type ApplicationRuntime } from '../../base/pods/process-pod';
import { bucketVariables, type ServiceBucket } from '../../base/storage/service-bucket';
import { cacheVariables, ServiceCache } from '../../base/caches/service-cache';
import { furtherVariables } from '../../base/databases/further-variables';
import { databaseVariables, ServiceDatabase } from '../../base/databases/service-database';
import { serviceSecretKeys } from '../../base/secrets/service-secret';
import type { MountedClaim, NamedClaim } from '../../base/storage/mounted-claims';
import { WebApplication } from '../../base/web-application';
import type { Replicas, WebApplicationProps } from '../../base/web-application-props';
import type { Callee } from '../service-context';
import { CallNetwork } from './call-network';
import { addFileTexts } from './file-texts';
import { addApplicationProcesses } from './application-processes';
import { mailVariables, type MailSettings } from './mail-variables';
import { mountsDisk, type ProcessCommand } from './process-command';
import { ProcessNetwork } from './process-network';
import { ProcessPorts, type ProcessPort } from './process-ports';
import type { ScheduledCommand } from './scheduled-job';
import { addSecretValues, toRemoteValues, type SecretValuesProps } from './secret-values';
import { addWebPodContainers, type InitialCommand } from './web-pod-containers';
import { withSettings } from './with-settings';
import { Worker, type WorkerCommand } from './worker';

export interface TenantWebApplicationProps
  extends
    SecretValuesProps,
    Pick<
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
      | 'metricsCredentials'
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
   * Part of the tenant's bucket, and the IAM role of its pods for it.
   * @default none, and the pods have no IAM role
   */
  readonly bucket?: ServiceBucket;
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
   * Further ports that it listens on in its web pods.
   * @default none
   */
  readonly ports?: readonly ProcessPort[];
  /**
   * Other web applications of the namespace that its pods call.
   * @default none
   */
  readonly callees?: readonly Callee[];
  /** TCP ports that it calls outside the cluster besides 443. */
  readonly callsOut: readonly CallOut[];
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
 *   callsOut: [],
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
      callsOut,
      ports = [],
      callees = [],
    } = props;
    const database = this.addDatabase(props);
    const cache = this.addCache(props);
    const secrets = addSecretValues(this, props);
    const variablesWith = (connection: DatabaseConnection | undefined, settings = props.settings): Variables =>
      withSettings(
        {
          ...props.addresses,
          ...secrets,
          ...(connection && databaseVariables(connection)),
          ...(connection && furtherVariables(connection)),
          ...(cache && cacheVariables(cache, props.cache?.keyPrefix ?? '')),
          ...(props.bucket && bucketVariables(this, props.bucket)),
          ...(props.mail && mailVariables(props.mail)),
        },
        settings,
      );
    const texts = addFileTexts(this, {
      name,
      files: props.files ?? {},
      variables: variablesWith(database && withUserName(database)),
      remote: toRemoteValues(props),
      keys: serviceSecretKeys(props.secrets),
    });
    const https = httpsEgress(this);
    const outside = callsOutTraffic(this, callsOut);
    const calls: Readonly<Record<string, TrafficRule>> = {
      ...(database && { database: database.traffic, 'database-directly': database.direct.traffic }),
      ...(database?.read && { 'database-reading': database.read.traffic }),
      ...(cache && { cache: cache.traffic }),
    };
    const variablesFor = (settings = props.settings, directly?: 'directly'): Variables =>
      variablesWith(directly && database ? { ...database, ...database.direct } : database, settings);
    const web = {
      labels: WebApplication.podLabels(name),
      ports: [...ports, ...beside.flatMap((worker) => worker.ports ?? [])],
    };
    const callers = hasProcesses(props) ? 'all-pods' : 'web-pods';
    if (web.ports.length > 0)
      new ProcessPorts(this, 'ports', { application: name, name, ...web, callers, timeoutSeconds });
    const inside = [
      ...Worker.traffic(name, workers),
      ...ProcessPorts.traffic(web),
      ...new CallNetwork(this, 'calls', { application: name, callers, callees }).traffic,
    ];
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
      paths: {
        ...ProcessPorts.paths(ports, name),
        ...Worker.paths(name, workers, 'own'),
        ...Worker.paths(name, beside, 'web'),
      },
      closedPaths: [],
      replicas: toReplicas(props),
      // A job that holds the disk on one node would keep a new pod on another node from starting.
      near: schedule.some((job) => mountsDisk(job, { claim, volumes })) ? applicationPodLabels(name) : undefined,
      roleArn: props.bucket?.roleArn,
      variables: variablesWith(database),
      calls: [...outside, ...Object.values(calls), ...inside],
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
      outside: [https, ...outside, ...inside],
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
