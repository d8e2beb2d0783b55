import { findingIf, type Finding } from '../../../model/finding';
import type { KindRuleContext } from '../../../model/kinds/kind-rule-context';
import { defineKind } from '../service-kind';
import { discourseHealth } from './discourse-health';
import { discourseExtensions } from './discourse-extensions';
import { discourseSchema, type DiscourseService } from './discourse-schema';
import { discourseSecrets } from './discourse-secrets';

/** Discourse, a forum. */
export const discourseKind = defineKind({
  schema: discourseSchema,
  declare: ({ name, mail, database, cache, bucket, uploadsHost }) => ({
    secrets: discourseSecrets({ namesRelay: mail.relay !== undefined, answersByMail: mail.answers !== undefined }),
    sends: mail.relay === undefined ? { from: mail.from, path: ['mail'] } : undefined,
    database,
    cache: {
      declared: cache,
      // Keys of Sidekiq and of the message bus have no prefix (discourse/discourse:lib/discourse_redis.rb).
      keys: 'unprefixed',
      keeps: { surely: 'jobs that wait, mail among them,' },
    },
    bucket,
    objects: { below: name, may: 'change' },
    // Its backups are in the same part of the bucket, beside the uploads.
    publicFolder: 'uploads',
    // Source: discourse/discourse-openid-connect.
    login: { callback: '/auth/oidc/callback' },
    probes: { health: discourseHealth, closed: ['/metrics', '/u/admin-login', '/session/email-login'] },
    findings: (around) => [...extensionFindings(database), ...relayFindings(mail, around)],
    advice: (around) => uploadsWarnings(uploadsHost, name, around),
  }),
  chart: async () => (await import('./discourse-chart')).fillDiscourseChart,
  dashboard: async () => (await import('./discourse-dashboard')).discourseDashboard,
  hints: { quota: 'large' },
});

/**
 * Findings on missing extensions of a shared database, which has only those that the tenant names. In an own one the platform
 * makes them.
 */
function extensionFindings(database: DiscourseService['database']): readonly Finding[] {
  if (!('shared' in database)) return [];
  const missing = discourseExtensions.filter((extension) => !database.extensions.includes(extension));
  return findingIf(
    missing.length > 0,
    ['database', 'extensions'],
    `lacks ${missing.join(', ')}, which Discourse needs`,
    `write extensions: [${discourseExtensions.join(', ')}]`,
  );
}

/** Without a relay of its own it sends through the environment's mail host, where it needs an account. */
const relayFindings = ({ relay }: DiscourseService['mail'], { mail }: KindRuleContext): readonly Finding[] =>
  findingIf(
    relay === undefined && mail?.givesAccounts !== true,
    ['mail'],
    'names no relay, and the environment has no mail host of its own',
    'write relay: { host: <name> }',
  );

/** Only pods of the tenant read the bucket, so one of its other services shows the uploads, unless a CDN of somebody else does. */
const uploadsWarnings = (host: string, name: string, { hostsBeside }: KindRuleContext): readonly Finding[] =>
  findingIf(
    !hostsBeside.includes(host),
    ['uploadsHost'],
    `${host} is served by no other service of the tenant, so that nobody sees an upload unless somebody else serves it`,
    `add a web gateway with hosts: [${host}] and content: { service: ${name}, folder: uploads }, or write the host of one`,
  );
