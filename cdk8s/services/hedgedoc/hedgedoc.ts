import { Construct } from 'constructs';
import { loginSecret } from '../../../model/service-needs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import type { PublicHost } from '../../base/network/public-route';
import { ServiceDatabase, type DeclaredDatabase } from '../../base/databases/service-database';
import { ServiceSecret } from '../../base/secrets/service-secret';
import type { VolumeClaimBackup } from '../../base/storage/volume-claim';
import { WebApplication } from '../../base/web-application';
import { hedgedocHealth } from './hedgedoc-health';
import { hedgedocAlerts } from './hedgedoc-alerts';
import { hedgedocSecrets, sessionSecret } from './hedgedoc-secrets';
import { hedgedocSettings, type HedgeDocSettingsProps } from './hedgedoc-settings';

/** https://github.com/hedgedoc/hedgedoc/releases: below 1.11 there are known vulnerabilities. */
const image = 'quay.io/hedgedoc/hedgedoc:1.12.0';

export interface HedgeDocProps extends Pick<HedgeDocSettingsProps, 'guests' | 'members' | 'limits' | 'issuer'> {
  readonly name: string;
  readonly namespace: string;
  /** Public hosts; HedgeDoc uses the first in its links. */
  readonly hosts: readonly [PublicHost, ...PublicHost[]];
  /** GiB of the volume for uploaded images. */
  readonly uploadsGiB: number;
  readonly uploadsBackup: VolumeClaimBackup;
  /** PostgreSQL, without pooling by transaction: HedgeDoc migrates its schema at every start over the same connection. */
  readonly database: Exclude<DeclaredDatabase, { readonly kind: 'mysql' }>;
  /** Name of its secret in AWS Secrets Manager. */
  readonly remoteSecret: string;
}

/**
 * HedgeDoc, collaborative Markdown notes. It has one pod: it keeps the editing session of a note in memory, so that people in two
 * pods would not see each other's changes.
 *
 * @example
 * new HedgeDoc(chart, 'pad', {
 *   name: 'pad',
 *   namespace: 'library',
 *   hosts: [{ host: 'pad.commons.example', certificate: 'acme' }],
 *   guests: 'read',
 *   limits: { noteCharacters: 100_000, newNotes: 10, sessionDays: 14 },
 *   issuer: 'https://sso.commons.example/realms/commons',
 *   uploadsGiB: 10,
 *   uploadsBackup: 'daily',
 *   database,
 *   remoteSecret: 'production/library/pad',
 * });
 */
export class HedgeDoc extends Construct {
  constructor(scope: Construct, id: string, props: HedgeDocProps) {
    super(scope, id);
    const { name, namespace, hosts } = props;

    const secret = new ServiceSecret(this, 'secret', {
      name,
      remoteName: props.remoteSecret,
      ...hedgedocSecrets,
    });
    const { connection } = new ServiceDatabase(this, 'database', {
      name: `${name}-db`,
      database: props.database,
      clients: WebApplication.podLabels(name),
    });
    new WebApplication(this, 'application', {
      name,
      image,
      updates: 'reviewed',
      architecture: 'any',
      port: 3000,
      health: { path: hedgedocHealth },
      startSeconds: 300,
      metricsPath: '/metrics',
      closedPaths: ['/metrics.json', '/status'],
      hosts,
      size: 'medium',
      replicas: {
        single: {
          claim: {
            path: '/hedgedoc/public/uploads',
            sizeGiB: props.uploadsGiB,
            sharing: 'one-pod',
            speed: 'standard',
            backup: props.uploadsBackup,
          },
        },
      },
      variables: {
        ...hedgedocSettings({
          host: hosts[0].host,
          guests: props.guests,
          members: props.members,
          limits: props.limits,
          issuer: props.issuer,
          client: `${namespace}-${name}`,
        }),
        CMD_SESSION_SECRET: secret.value(sessionSecret),
        CMD_OAUTH2_CLIENT_SECRET: secret.value(loginSecret),
        DATABASE_NAME: connection.database,
        DATABASE_USER: connection.user,
        DATABASE_PASSWORD: connection.password,
        // One URL: the image's entry point waits for CMD_DB_URL, and makes one up if it is missing.
        CMD_DB_URL: `postgres://$(DATABASE_USER):$(DATABASE_PASSWORD)@${connection.host}:${connection.port}/$(DATABASE_NAME)`,
      },
      scratch: ['/tmp'],
      calls: [connection.traffic],
    });
    const alerts = hedgedocAlerts(namespace, name);
    new AlertRules(this, 'alerts', { name: `${name}-notes`, alerts });
  }
}
