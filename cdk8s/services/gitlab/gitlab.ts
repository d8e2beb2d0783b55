import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { ApiObject } from '../../base/manifests/api-object';
import { ExternalSecret } from '../../base/secrets/external-secret';
import { callsOutTraffic } from '../../base/network/calls-out';
import { httpsEgress, type TrafficRule } from '../../base/network/network-rules';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { PostgresDatabase, type PostgresSpec } from '../../base/databases/postgres-database';
import type { BackupTarget } from '../../base/databases/postgres-backup';
import type { HostCertificate, PublicHost } from '../../base/network/public-route';
import { sharedCacheConnection } from '../../base/caches/shared-cache-connection';
import { inWave, pruneDisabled, objectWaves } from '../../base/delivery/sync';
import { blockStorageClass } from '../../base/storage/volume-claim';
import { GitLabAccounts, type GitLabAccount } from './gitlab-accounts';
import { gitlabAlerts } from './gitlab-alerts';
import type { GitLabBucket, MailServer, RedisServer } from './gitlab-globals';
import { GitLabLogin, type GitLabLoginProps } from './gitlab-login';
import { gitlabDatabaseClients } from './gitlab-database-clients';
import { addPartRules, databaseUse, type GitLabPart } from './gitlab-parts';
import { GitLabRoutes } from './gitlab-routes';
import { gitlabSettings, type GitalyMachine, type GitalyPlacement } from './gitlab-settings';
import type { GitLabSize } from './gitlab-size';
import { ObjectStorageSettings } from './object-storage-settings';
import { RailsSecretCopy, type RailsSecretCopyProps } from './rails-secret-copy';

/** One of the environment's caches in ElastiCache, which GitLab alone uses. */
export interface GitLabCache {
  readonly host: string;
  /** User of the cache with access to all keys. */
  readonly user: string;
  /** Name of the secret in AWS Secrets Manager that holds its password and nothing else. */
  readonly remotePassword: string;
}

export interface GitLabProps {
  /** Its name, and the first part of the names of what belongs to it. */
  readonly name: string;
  /** Version of GitLab's Helm chart; it must be one that the operator contains. */
  readonly chartVersion: string;
  readonly size: GitLabSize;
  readonly host: PublicHost;
  /**
   * Host of the container registry.
   * @default no container registry
   */
  readonly registry?: PublicHost;
  /**
   * Host by which agents of other clusters reach it.
   * @default no server for agents
   */
  readonly agents?: PublicHost;
  /**
   * Domain of the sites that projects publish, and where its certificate comes from.
   * @default no Pages
   */
  readonly pages?: { readonly domain: string; readonly certificate: HostCertificate };
  readonly ssh: {
    /** Host name of Git over SSH. */
    readonly host: string;
    /** Node port that its load balancer sends connections to. */
    readonly nodePort: number;
    /** Address blocks from which nodes pass connections on; only these may tell the client's address by PROXY protocol. */
    readonly from: readonly string[];
  };
  readonly repositories: {
    readonly shards: number;
    /** GiB of each; can grow, never shrink. */
    readonly sizeGiB: number;
    readonly placement: GitalyPlacement;
    /** CPU and memory that a node of the pool has for a shard; undefined when the instance type is not known. */
    readonly machine: GitalyMachine | undefined;
  };
  readonly database: Omit<PostgresSpec, 'extensions' | 'pooling'> & { readonly backupTarget: BackupTarget };
  readonly redis: {
    /** Sessions, queues and locks, which must not be lost. */
    readonly persistent: GitLabCache;
    /**
     * What may be lost.
     * @default in the persistent one too
     */
    readonly cache?: GitLabCache;
  };
  readonly bucketName: (bucket: GitLabBucket) => string;
  readonly roleArns: Readonly<Record<GitLabAccount, string>>;
  readonly secretCopy: Pick<RailsSecretCopyProps, 'remoteName' | 'keyAlias' | 'roleArn'>;
  /**
   * Mail server that it sends through.
   * @default it sends no mail
   */
  readonly mail?: Omit<MailServer, 'account'> & {
    /**
     * Account at the mail server, and the name of the secret in AWS Secrets Manager that holds the password and nothing else.
     * @default none, so it sends without authentication
     */
    readonly account?: { readonly user: string; readonly remotePassword: string };
  };
  /**
   * OpenID Connect issuer whose accounts may log in, GitLab's client there, and the name of the client's secret in AWS Secrets
   * Manager.
   */
  readonly login: Pick<GitLabLoginProps, 'issuer' | 'client' | 'remoteSecret'>;
  /** Address blocks of proxies, such as the CDN, whose `X-Forwarded-For` GitLab believes. */
  readonly trustedProxies: readonly string[];
  /** Processes and threads that a pod may have. */
  readonly podPidsLimit: number;
}

/**
 * GitLab by its operator: the application and its PostgreSQL in the cluster, its caches in ElastiCache and its objects in S3.
 * Repositories are on volumes of Gitaly pods on nodes of their own; each repository is in one shard only. The namespace of its
 * chart has nothing else in it but the operator.
 *
 * @example
 * new GitLab(chart, 'gitlab', {
 *   name: 'gitlab',
 *   host: { host: 'gitlab.commons.example', certificate: 'acme' },
 *   registry: { host: 'registry.commons.example', certificate: 'acme' },
 *   size: 'S',
 *   …
 * });
 */
export class GitLab extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: GitLabProps,
  ) {
    super(scope, id);
    const { name, host, registry, agents, pages, bucketName } = props;
    const chart = PlatformChart.of(this);
    const { region } = chart.context;
    const labels = { ...chart.labels };

    new GitLabAccounts(this, 'accounts', { name, roleArns: props.roleArns });
    const storage = new ObjectStorageSettings(this, 'object-storage', {
      name: `${name}-object-storage`,
      registryBucket: bucketName('registry'),
    });
    const login = new GitLabLogin(this, 'login', {
      name: `${name}-login`,
      host: host.host,
      ...props.login,
    });
    const database = this.addDatabase();
    const redis = this.addCaches();

    new ApiObject(this, 'gitlab', {
      apiVersion: 'apps.gitlab.com/v1beta1',
      kind: 'GitLab',
      metadata: { name, annotations: { ...inWave(objectWaves.workloads), ...pruneDisabled } },
      spec: {
        chart: {
          version: props.chartVersion,
          values: gitlabSettings({
            name,
            labels,
            size: props.size,
            host: host.host,
            registry,
            agents,
            pages,
            bucketName,
            sshHost: props.ssh.host,
            sshNodePort: props.ssh.nodePort,
            shards: props.repositories.shards,
            database: {
              host: database.host,
              port: database.port,
              name: databaseName,
              user: databaseName,
              password: database.password,
            },
            directDatabase: { host: database.direct.host, port: database.direct.port },
            redis: redis.servers,
            objectStorage: storage.connection,
            registryStorage: storage.registry,
            backupStorage: storage.backup,
            login: login.provider,
            mail: this.mailServer(),
            trustedProxies: props.trustedProxies,
            gitaly: {
              sizeGiB: props.repositories.sizeGiB,
              storageClass: blockStorageClass('fast', 'hourly'),
              placement: props.repositories.placement,
              machine: props.repositories.machine,
              backups: { bucketName: bucketName('backups'), region },
            },
            scratchClass: blockStorageClass('standard', { none: 'Goes with the job that fills it' }),
          }),
        },
      },
    });
    new RailsSecretCopy(this, 'rails-secret', { name, ...props.secretCopy });
    new GitLabRoutes(this, 'routes', { name, application: host, registry, agents, pages });
    this.addNetworkRules(redis.traffic, [database.traffic], [database.direct.traffic]);
    const deployments = [
      'webservice-default',
      'sidekiq-all-in-1-v2',
      'gitlab-shell',
      ...(registry === undefined ? [] : ['registry']),
      ...(pages === undefined ? [] : ['gitlab-pages']),
    ].map((part) => `${name}-${part}`);
    const namespace = chart.ownNamespace;
    const alerts = gitlabAlerts({ namespace, name, podPidsLimit: props.podPidsLimit, deployments });
    new AlertRules(this, 'alerts', { name, alerts });
  }

  private addDatabase() {
    const { name, database, size } = this.props;
    return new PostgresDatabase(this, 'database', {
      ...database,
      name: `${name}-db`,
      // Source: docs.gitlab.com/install/requirements, PostgreSQL.
      extensions: ['pg_trgm', 'btree_gist', 'amcheck'],
      pooling: 'transaction',
      clientConnections: gitlabDatabaseClients(size),
      clients: databaseUse.pooled,
      directClients: databaseUse.direct,
    }).connection;
  }

  private addCaches(): {
    readonly servers: { readonly persistent: RedisServer; readonly cache?: RedisServer };
    readonly traffic: readonly TrafficRule[];
  } {
    const { redis, name } = this.props;
    const connect = (purpose: string, { host, user, remotePassword }: GitLabCache) => {
      const secret = new ExternalSecret(this, `redis-${purpose}`, {
        name: `${name}-redis-${purpose}`,
        values: { password: { whole: remotePassword } },
      });
      return sharedCacheConnection(this, { host, user, password: secret.value('password') });
    };
    const persistent = connect('persistent', redis.persistent);
    const cache = redis.cache && connect('cache', redis.cache);
    return { servers: { persistent, cache }, traffic: [persistent.traffic] };
  }

  private mailServer(): MailServer | undefined {
    const { name, mail } = this.props;
    if (mail === undefined) return undefined;
    const { account, ...server } = mail;
    if (account === undefined) return server;
    const secret = new ExternalSecret(this, 'mail', {
      name: `${name}-mail`,
      values: { 'smtp-password': { whole: account.remotePassword } },
    });
    return { ...server, account: { user: account.user, password: secret.value('smtp-password') } };
  }

  private addNetworkRules(
    redis: readonly TrafficRule[],
    database: readonly TrafficRule[],
    directDatabase: readonly TrafficRule[],
  ): void {
    const { name, registry, pages, agents, mail, ssh } = this.props;
    const https = httpsEgress(this);
    addPartRules(this, {
      name,
      parts: [
        ...alwaysThere,
        ...(registry === undefined ? [] : (['registry'] as const)),
        ...(pages === undefined ? [] : (['gitlab-pages'] as const)),
        ...(agents === undefined ? [] : (['kas'] as const)),
      ],
      sshFrom: ssh.from,
      outside: {
        https: [https],
        ssh: callsOutTraffic(this, [{ port: 22, to: 'internet' }]),
        mail: mail === undefined ? [] : callsOutTraffic(this, [{ port: mail.port, to: 'either' }]),
        database,
        'direct-database': directDatabase,
        redis,
      },
    });
  }
}

/** Name of the database that CloudNativePG creates, and of the role that owns it. */
const databaseName = 'app';

const alwaysThere: readonly GitLabPart[] = [
  ...(['webservice', 'sidekiq', 'gitaly', 'gitlab-shell'] as const),
  ...(['toolbox', 'migrations', 'gitlab-exporter'] as const),
];
