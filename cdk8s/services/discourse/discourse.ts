import { Construct } from 'constructs';
import { mailAccountSecret, loginSecret } from '../../../model/service-needs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import type { DatabaseConnection, DatabaseEndpoint } from '../../base/databases/database-connection';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { ServiceSecret } from '../../base/secrets/service-secret';
import type { PublicHost } from '../../base/network/public-route';
import type { ServiceBucket } from '../../base/storage/service-bucket';
import { ServiceCache, type DeclaredCache } from '../../base/caches/service-cache';
import { ServiceDatabase, type DeclaredDatabase } from '../../base/databases/service-database';
import { WorkloadIdentity } from '../../base/pods/workload-identity';
import { discourseAlerts } from './discourse-alerts';
import { discourseExtensions } from './discourse-extensions';
import { DiscourseJobs } from './discourse-jobs';
import { DiscourseMigration } from './discourse-migration';
import { discoursePods, type DiscourseRuntime } from './discourse-pod';
import { discourseSecrets, seedSecret } from './discourse-secrets';
import { discourseSettings, type DiscourseMail } from './discourse-settings';
import type { DiscourseSize } from './discourse-sizes';
import { DiscourseWeb } from './discourse-web';

export interface DiscourseProps {
  readonly name: string;
  readonly namespace: string;
  /** Image by digest: a tag could move before the migrations have run. */
  readonly image: string;
  readonly architecture: 'any' | 'amd64' | 'arm64';
  /** Public hosts; Discourse uses the first in its links. */
  readonly hosts: readonly [PublicHost, ...PublicHost[]];
  /** Public address blocks of the CDN, whose header with the client's address may be believed; empty without a CDN. */
  readonly proxies: readonly string[];
  /** Public host that serves the folder `uploads` of its part of the bucket. */
  readonly uploadsHost: string;
  /** Mail addresses of people who become administrators when they log in. */
  readonly administrators: readonly string[];
  readonly size: DiscourseSize;
  /** Fewest and most web pods. */
  readonly web: { readonly least: number; readonly most: number };
  /** Number of pods for background jobs. */
  readonly jobs: number;
  readonly mail: DiscourseMail;
  /** PostgreSQL. One of its own gets the extensions that Discourse needs; a shared one must have them. */
  readonly database: Exclude<DeclaredDatabase, { readonly kind: 'mysql' }>;
  readonly cache: DeclaredCache;
  /** Its part of a bucket, with one folder for uploads and one for backups. */
  readonly bucket: ServiceBucket;
  /** OpenID Connect issuer whose accounts may log in. */
  readonly issuer: string;
  /** Name of its secret in AWS Secrets Manager. */
  readonly remoteSecret: string;
}

/**
 * Discourse, a forum: web pods, pods for background jobs, and migrations before and after a new release.
 *
 * @example
 * new Discourse(chart, 'forum', {
 *   name: 'forum',
 *   image: `registry.commons.example/platform/discourse@${digest}`,
 *   architecture: 'any',
 *   hosts: [{ host: 'forum.commons.example', certificate: 'acme' }],
 *   proxies: [],
 *   uploadsHost: 'uploads.commons.example',
 *   administrators: ['ada@commons.example'],
 *   size: 'small',
 *   web: { least: 2, most: 4 },
 *   jobs: 1,
 *   mail: { from: 'forum@commons.example', relay: { host: 'mail.commons.example', port: 587 } },
 *   database,
 *   cache,
 *   bucket,
 *   issuer: 'https://sso.commons.example/realms/commons',
 *   remoteSecret: 'production/library/forum',
 * });
 */
export class Discourse extends Construct {
  constructor(scope: Construct, id: string, props: DiscourseProps) {
    super(scope, id);
    const { name, hosts, size, mail } = props;
    const clients = discoursePods(name);
    new WorkloadIdentity(this, 'identity', { name, roleArn: props.bucket.roleArn });
    const { connection: database } = new ServiceDatabase(this, 'database', {
      name: `${name}-db`,
      database: withExtensions(props.database),
      clients,
    });
    const { connection: cache } = new ServiceCache(this, 'cache', {
      name: `${name}-cache`,
      cache: props.cache,
      clients,
    });
    const common: DiscourseRuntime['variables'] = {
      ...this.settingsOf(props),
      ...this.addSecrets(props),
      AWS_REGION: PlatformChart.of(this).context.region,
      ...cacheSettings(cache),
    };
    const runtime = { name, image: props.image, architecture: props.architecture };
    const pooled = { ...runtime, variables: { ...common, ...databaseSettings(database, database) } };
    const direct = { ...runtime, variables: { ...common, ...databaseSettings(database, database.direct) } };

    new DiscourseMigration(this, 'migration', {
      runtime: direct,
      calls: [database.direct.traffic, cache.traffic],
    });
    new DiscourseWeb(this, 'web', {
      runtime: pooled,
      hosts,
      proxies: props.proxies,
      size,
      pods: props.web,
      calls: [database.traffic, cache.traffic],
    });
    new DiscourseJobs(this, 'jobs', {
      runtime: pooled,
      size,
      pods: props.jobs,
      // Backups are dumped without the pooler.
      calls: [database.traffic, database.direct.traffic, cache.traffic],
      mailPorts: [mail.relay.port, ...(mail.answers === undefined ? [] : [mail.answers.port])],
    });
    const alerts = discourseAlerts(PlatformChart.of(this).ownNamespace, name);
    new AlertRules(this, 'alerts', { name, alerts });
  }

  private settingsOf(props: DiscourseProps): Record<string, string> {
    const { name, namespace, hosts, administrators, mail, bucket, uploadsHost, issuer } = props;
    const client = `${namespace}-${name}`;
    return discourseSettings({
      host: hosts[0].host,
      administrators,
      mail,
      bucket,
      region: PlatformChart.of(this).context.region,
      uploadsHost,
      issuer,
      client,
    });
  }

  private addSecrets({ name, remoteSecret, mail: { answers, relay } }: DiscourseProps): DiscourseRuntime['variables'] {
    const own = discourseSecrets({ namesRelay: relay.user === undefined, answersByMail: answers !== undefined });
    const secret = new ServiceSecret(this, 'secret', {
      name,
      remoteName: remoteSecret,
      typedIn: own.typedIn,
      generated: relay.user === undefined ? own.generated : [...own.generated, mailAccountSecret],
      fixed: { 'secret-key-base': secretKeyBase },
    });
    return {
      DISCOURSE_SECRET_KEY_BASE: secret.value('secret-key-base'),
      DISCOURSE_OPENID_CONNECT_CLIENT_SECRET: secret.value(loginSecret),
      DISCOURSE_SMTP_USER_NAME: relay.user ?? secret.value('smtp-user'),
      DISCOURSE_SMTP_PASSWORD: secret.value(relay.user === undefined ? 'smtp-password' : mailAccountSecret),
      ...(answers && {
        DISCOURSE_POP3_POLLING_USERNAME: secret.value('pop3-user'),
        DISCOURSE_POP3_POLLING_PASSWORD: secret.value('pop3-password'),
      }),
    };
  }
}

/**
 * Template of the key for sessions. Discourse needs exactly 128 hexadecimal digits; else it generates a key in its cache, and all
 * sessions are lost with the cache (discourse/discourse:app/models/global_setting.rb). Two SHA-256 hashes of the generated secret
 * have that length.
 */
const secretKeyBase = ['sign', 'crypt']
  .map((part) => `{{ printf "${part}:%s" (index . "${seedSecret}") | sha256sum }}`)
  .join('');

function withExtensions(database: DiscourseProps['database']): DiscourseProps['database'] {
  if (database.kind === 'shared') return database;
  return { ...database, extensions: [...new Set([...discourseExtensions, ...database.extensions])] };
}

const databaseSettings = (
  { database, user, password, direct }: DatabaseConnection,
  { host, port }: Omit<DatabaseEndpoint, 'traffic'>,
): DiscourseRuntime['variables'] => ({
  DISCOURSE_DB_HOST: host,
  DISCOURSE_DB_PORT: String(port),
  DISCOURSE_DB_NAME: database,
  DISCOURSE_DB_USERNAME: user,
  DISCOURSE_DB_PASSWORD: password,
  DISCOURSE_DB_BACKUP_HOST: direct.host,
  DISCOURSE_DB_BACKUP_PORT: String(direct.port),
});

const cacheSettings = ({ host, port, password, tls }: ServiceCache['connection']): DiscourseRuntime['variables'] => ({
  DISCOURSE_REDIS_HOST: host,
  DISCOURSE_REDIS_PORT: String(port),
  DISCOURSE_REDIS_PASSWORD: password,
  DISCOURSE_REDIS_USE_SSL: String(tls),
});
