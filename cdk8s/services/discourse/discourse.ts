import { Construct } from 'constructs';
import { loginSecret } from '../../../model/service-needs';
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
  /** Image by digest; a tag that moves would bring pods before their migrations. */
  readonly image: string;
  readonly architecture: 'any' | 'amd64' | 'arm64';
  /** The first is the one Discourse knows itself by. */
  readonly hosts: readonly [PublicHost, ...PublicHost[]];
  /** Public blocks of the proxies before the routers, which tell who is asking; none without a CDN. */
  readonly proxies: readonly string[];
  /** Host that serves the `uploads/` of its bucket to the world. */
  readonly uploadsHost: string;
  /** People who are administrators as soon as they have logged in, by address. */
  readonly administrators: readonly string[];
  readonly size: DiscourseSize;
  /** Pods that answer requests: at least, and at most when there is much to do. */
  readonly web: { readonly least: number; readonly most: number };
  /** Pods that work off jobs. */
  readonly jobs: number;
  readonly mail: DiscourseMail;
  /** PostgreSQL; of its own it gets the extensions that Discourse needs, a shared one has to have them. */
  readonly database: Exclude<DeclaredDatabase, { readonly kind: 'mysql' }>;
  readonly cache: DeclaredCache;
  /** Its part of a bucket, below which uploads and backups are kept apart. */
  readonly bucket: ServiceBucket;
  /** OpenID Connect issuer whose accounts may log in. */
  readonly issuer: string;
  /** Name of its secret in AWS Secrets Manager. */
  readonly remoteSecret: string;
}

/** Discourse, a forum: pods that answer requests, pods that work off jobs, and migrations before and after a new release. */
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
      // Backups are dumped past the pooler.
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

  private addSecrets({ name, remoteSecret, mail: { answers } }: DiscourseProps): DiscourseRuntime['variables'] {
    const secret = new ServiceSecret(this, 'secret', {
      name,
      remoteName: remoteSecret,
      ...discourseSecrets(answers !== undefined),
      fixed: { 'secret-key-base': secretKeyBase },
    });
    return {
      DISCOURSE_SECRET_KEY_BASE: secret.value('secret-key-base'),
      DISCOURSE_OPENID_CONNECT_CLIENT_SECRET: secret.value(loginSecret),
      DISCOURSE_SMTP_USER_NAME: secret.value('smtp-user'),
      DISCOURSE_SMTP_PASSWORD: secret.value('smtp-password'),
      ...(answers && {
        DISCOURSE_POP3_POLLING_USERNAME: secret.value('pop3-user'),
        DISCOURSE_POP3_POLLING_PASSWORD: secret.value('pop3-password'),
      }),
    };
  }
}

/**
 * Discourse takes exactly 128 hexadecimal digits and makes up a key in its cache otherwise, with which all sessions would be
 * lost (discourse/discourse:app/models/global_setting.rb). Two hashes of what was made up are as many.
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
