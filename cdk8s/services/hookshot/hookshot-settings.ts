import type { HookshotSecret } from './hookshot-secrets';

/** What Hookshot posts into rooms. */
export interface HookshotSources {
  /** GitLab instances by the short name that people type, with their addresses. */
  readonly gitlab: Readonly<Record<string, string>>;
  /** Whether people may have addresses made up to which any program posts messages. */
  readonly webhooks: boolean;
  /** Whether it reads RSS and Atom feeds. */
  readonly feeds: boolean;
}

/** The Matrix server that it belongs to. */
export interface Homeserver {
  /** What stands behind the colon in the names of its users. */
  readonly domain: string;
  /** Address of its client API, https. */
  readonly url: string;
  /** Address blocks from which it calls. */
  readonly calledFrom: readonly string[];
}

export interface HookshotSettingsProps {
  /** Name it is reached by. */
  readonly host: string;
  readonly homeserver: Homeserver;
  readonly sources: HookshotSources;
  /** Matrix ids of those who may do everything, like `@ada:commons.example`. */
  readonly administrators: readonly string[];
}

/** Ports that Hookshot listens on: for the homeserver, for those who post, and for Prometheus. */
export const hookshotPorts = { appservice: 9993, webhooks: 9000, metrics: 9001 } as const;

const everywhere = '0.0.0.0';

/** Where the files are that it reads. */
export const hookshotFolders = { settings: '/etc/hookshot', secrets: '/etc/hookshot-secrets' } as const;

/**
 * The settings that are no secret. It reads several files and puts one over the other, top-level key by top-level key, so
 * what has a secret inside is wholly in the other one (matrix-org/matrix-hookshot:src/config/Config.ts).
 */
export function hookshotSettings({ host, homeserver, sources, administrators }: HookshotSettingsProps): object {
  const { domain, url } = homeserver;
  const { appservice, webhooks, metrics } = hookshotPorts;
  return {
    bridge: { domain, url, mediaUrl: url, port: appservice, bindAddress: everywhere },
    passFile: `${hookshotFolders.secrets}/passkey.pem`,
    logging: { level: 'info', json: true },
    listeners: [
      { port: webhooks, bindAddress: everywhere, resources: ['webhooks'] },
      { port: metrics, bindAddress: everywhere, resources: ['metrics'] },
    ],
    metrics: { enabled: true },
    // Without permissions everybody of the homeserver would be an administrator.
    permissions: [
      { actor: domain, services: [{ service: '*', level: 'manageConnections' }] },
      ...administrators.map((actor) => ({ actor, services: [{ service: '*', level: 'admin' }] })),
    ],
    ...(sources.webhooks && {
      generic: {
        enabled: true,
        outbound: false,
        urlPrefix: `https://${host}/webhook/`,
        userIdPrefix: '_webhooks_',
        // A program of whoever made the address, run by the bridge.
        allowJsTransformationFunctions: false,
        // A preview of a link would post.
        enableHttpGet: false,
        requireExpiryTime: true,
        maxExpiryTime: '400d',
        sendExpiryNotice: true,
        payloadSizeLimit: '1mb',
      },
    }),
    ...(sources.feeds && { feeds: { enabled: true, pollIntervalSeconds: 600, pollTimeoutSeconds: 30 } }),
  };
}

/** The settings with secrets inside; `secret` says how one is written. */
export function hookshotSecretSettings(
  { host, sources }: HookshotSettingsProps,
  secret: (key: HookshotSecret | 'cache-password') => string,
  cache: { readonly scheme: string; readonly endpoint: string },
): object {
  const instances = Object.entries(sources.gitlab).map(([name, url]) => [name, { url }] as const);
  return {
    // Without it every feed would begin anew after a restart.
    cache: { redisUri: `${cache.scheme}://:${secret('cache-password')}@${cache.endpoint}` },
    ...(instances.length > 0 && {
      gitlab: {
        instances: Object.fromEntries(instances),
        webhook: { secret: secret('gitlab-webhook-secret'), publicUrl: `https://${host}/gitlab/webhook` },
      },
    }),
  };
}

/** How the homeserver and the bridge know each other; the homeserver gets the same file. */
export const hookshotRegistration = (
  { host, homeserver }: HookshotSettingsProps,
  secret: (key: HookshotSecret) => string,
): object => ({
  id: 'hookshot',
  url: `https://${host}`,
  as_token: secret('as-token'),
  hs_token: secret('hs-token'),
  sender_localpart: 'hookshot',
  rate_limited: false,
  namespaces: {
    rooms: [],
    aliases: [],
    users: ['gitlab', 'webhooks'].map((kind) => ({
      exclusive: true,
      regex: `@_${kind}_.*:${homeserver.domain.replaceAll('.', String.raw`\.`)}`,
    })),
  },
});
