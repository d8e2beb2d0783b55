import { accountName } from './gitlab-accounts';
import { loginProvider } from './gitlab-login';
import type { AppValues, GlobalValues, SecretKey } from './gitlab-values';

/** Content of a bucket of GitLab, which has a bucket for each. */
export type GitLabBucket =
  | 'artifacts'
  | 'lfs'
  | 'uploads'
  | 'packages'
  | 'mr-diffs'
  | 'terraform-state'
  | 'ci-secure-files'
  | 'dependency-proxy'
  | 'pages'
  | 'registry'
  | 'backups'
  | 'tmp';

/** A Redis-compatible cache with TLS. */
export interface RedisServer {
  readonly host: string;
  readonly port: number;
  readonly password: SecretKey;
}

export interface GitLabGlobalsProps {
  readonly name: string;
  /** Labels of all pods, with the owner among them. */
  readonly labels: Readonly<Record<string, string>>;
  readonly host: string;
  readonly sshHost: string;
  /**
   * Container registry, by its public host.
   * @default no container registry
   */
  readonly registry?: { readonly host: string };
  /**
   * Server for the agents of other clusters (kas), by its public host.
   * @default no server for agents
   */
  readonly agents?: { readonly host: string };
  /**
   * GitLab Pages; a site is at `<group>.<domain>`.
   * @default no Pages
   */
  readonly pages?: { readonly domain: string };
  readonly shards: number;
  readonly database: {
    readonly host: string;
    readonly port: number;
    readonly name: string;
    readonly user: string;
    readonly password: SecretKey;
  };
  readonly redis: {
    /** Sessions, queues and locks, which must not be lost. */
    readonly persistent: RedisServer;
    /**
     * What may be lost.
     * @default in the persistent one too
     */
    readonly cache?: RedisServer;
  };
  readonly bucketName: (bucket: GitLabBucket) => string;
  readonly objectStorage: SecretKey;
  readonly login: SecretKey;
  /**
   * Mail server that GitLab sends through.
   * @default SMTP is off, so GitLab sends no mail
   */
  readonly mail?: MailServer;
}

/** Mail server that takes GitLab's mail, by STARTTLS. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** Address its mail is from. */
  readonly from: string;
  /**
   * Account at the mail server.
   * @default none, so GitLab sends without authentication
   */
  readonly account?: { readonly user: string; readonly password: SecretKey };
}

/** The chart's `global` values, which all its parts share. */
export function gitlabGlobals(props: GitLabGlobalsProps): GlobalValues {
  const { name, host, registry, agents, pages, database, redis, bucketName, objectStorage, mail } = props;
  const named = (hostName: string) => ({ name: hostName, https: true }) as const;
  return {
    edition: 'ce',
    hosts: {
      domain: host.slice(host.indexOf('.') + 1),
      https: true,
      gitlab: named(host),
      ...(registry && { registry: named(registry.host) }),
      ...(agents && { kas: named(agents.host) }),
      ...(pages && { pages: named(pages.domain) }),
      ssh: props.sshHost,
    },
    ingress: { enabled: false, configureCertmanager: false, tls: { enabled: false } },
    gatewayApi: { enabled: false, installEnvoy: false, configureCertmanager: false },
    pod: { labels: props.labels },
    monitoring: { enabled: true },
    psql: {
      host: database.host,
      port: database.port,
      database: database.name,
      username: database.user,
      password: database.password,
      // The pooler may give each transaction another connection, which does not know earlier prepared statements.
      preparedStatements: false,
    },
    redis: {
      ...server(redis.persistent),
      auth: { enabled: true, ...redis.persistent.password },
      ...(redis.cache && { cache: { ...server(redis.cache), password: { enabled: true, ...redis.cache.password } } }),
    },
    gitaly: { enabled: true, internal: { names: shardNames(props.shards) } },
    appConfig: appValues(props),
    serviceAccount: { enabled: true, create: false, name: accountName(name, 'plain') },
    registry: registry === undefined ? { enabled: false } : { enabled: true, bucket: bucketName('registry') },
    kas: { enabled: agents !== undefined },
    pages:
      pages === undefined
        ? { enabled: false }
        : {
            enabled: true,
            host: pages.domain,
            https: true,
            accessControl: true,
            namespaceInPath: false,
            objectStore: { enabled: true, bucket: bucketName('pages'), connection: objectStorage },
          },
    shell: { port: 22, tcp: { proxyProtocol: true } },
    ...mailValues(mail),
    // Each check of a signature starts a process. Without an init process, ended ones stay as zombies until the pod reaches its
    // limit of processes.
    extraEnv: { USE_TINI: '1' },
  };
}

/** Names of the shards. The first must stay `default`: GitLab puts repositories without a named shard there. */
const shardNames = (shards: number): readonly string[] =>
  Array.from({ length: shards }, (_, index) => (index === 0 ? 'default' : `shard-${index + 1}`));

const server = ({ host, port }: RedisServer) => ({ host, port, scheme: 'rediss' }) as const;

function appValues({ bucketName, objectStorage, login }: GitLabGlobalsProps): AppValues {
  const at = (bucket: GitLabBucket) => ({ bucket: bucketName(bucket) });
  const enabled = (bucket: GitLabBucket) => ({ enabled: true, ...at(bucket) }) as const;
  return {
    enableUsagePing: false,
    enableSeatLink: false,
    // Clients get a signed address and fetch from S3 directly, so that large files do not go through the pods and the routers.
    object_store: { enabled: true, proxy_download: false, connection: objectStorage },
    artifacts: at('artifacts'),
    lfs: at('lfs'),
    uploads: at('uploads'),
    packages: at('packages'),
    externalDiffs: enabled('mr-diffs'),
    terraformState: enabled('terraform-state'),
    ciSecureFiles: enabled('ci-secure-files'),
    dependencyProxy: enabled('dependency-proxy'),
    backups: { ...at('backups'), tmpBucket: bucketName('tmp') },
    omniauth: {
      enabled: true,
      allowSingleSignOn: [loginProvider],
      autoSignInWithProvider: loginProvider,
      blockAutoCreatedUsers: false,
      syncProfileFromProvider: [loginProvider],
      syncProfileAttributes: ['email', 'name'],
      // The single sign-on has asked for the second factor already.
      allowBypassTwoFactor: [loginProvider],
      providers: [login],
    },
  };
}

function mailValues(mail: MailServer | undefined): Pick<GlobalValues, 'smtp' | 'email'> {
  if (mail === undefined) return { smtp: { enabled: false } };
  const { host, port, from, account } = mail;
  return {
    smtp: {
      enabled: true,
      address: host,
      port,
      starttls_auto: true,
      openssl_verify_mode: 'peer',
      ...(account === undefined
        ? { authentication: '' }
        : { authentication: 'plain', user_name: account.user, password: account.password }),
    },
    email: { from, reply_to: from, display_name: 'GitLab' },
  };
}
