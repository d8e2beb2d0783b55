import type { HookshotSecret } from './hookshot-secrets';

/** What Hookshot posts into rooms. */
export interface HookshotSources {
  /** Addresses of GitLab instances, by the short name that people type in rooms. */
  readonly gitlab: Readonly<Record<string, string>>;
  /** Whether people may create webhook addresses, to which any program can post messages. */
  readonly webhooks: boolean;
  /** Whether it reads RSS and Atom feeds. */
  readonly feeds: boolean;
}

/** The homeserver that the bridge belongs to. */
export interface Homeserver {
  /** Server name: the part after the colon in the Matrix ids of its users. */
  readonly domain: string;
  /** Address of its client API, https. */
  readonly url: string;
  /** Address blocks from which it calls. */
  readonly calledFrom: readonly string[];
}

export interface HookshotSettingsProps {
  /** Public host. */
  readonly host: string;
  readonly homeserver: Homeserver;
  readonly sources: HookshotSources;
  /** Matrix ids of the bridge's administrators, like `@ada:commons.example`. */
  readonly administrators: readonly string[];
}

/** Ports that Hookshot listens on: for the homeserver, for webhooks, and for Prometheus. */
export const hookshotPorts = { appservice: 9993, webhooks: 9000, metrics: 9001 } as const;

const everywhere = '0.0.0.0';

/** Folders of its files: settings without secrets, and those with secrets. */
export const hookshotFolders = { settings: '/etc/hookshot', secrets: '/etc/hookshot-secrets' } as const;

/**
 * Returns the settings that are no secret. Hookshot merges several files by their top-level keys, so a top-level key with a
 * secret inside must be in the other file as a whole (matrix-org/matrix-hookshot:src/config/Config.ts).
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
    // Without permissions every user of the homeserver would be an administrator.
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
        // Such functions are JavaScript of the person who created the webhook, which the bridge would run.
        allowJsTransformationFunctions: false,
        // With GET, a link preview would post a message.
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

/** Returns the settings that have secrets inside; `secret` returns the text to insert for a key. */
export function hookshotSecretSettings(
  { host, sources }: HookshotSettingsProps,
  secret: (key: HookshotSecret | 'cache-password') => string,
  cache: { readonly scheme: string; readonly endpoint: string },
): object {
  const instances = Object.entries(sources.gitlab).map(([name, url]) => [name, { url }] as const);
  return {
    // Without a cache, all entries of feeds would be posted again after a restart.
    cache: { redisUri: `${cache.scheme}://:${secret('cache-password')}@${cache.endpoint}` },
    ...(instances.length > 0 && {
      gitlab: {
        instances: Object.fromEntries(instances),
        webhook: { secret: secret('gitlab-webhook-secret'), publicUrl: `https://${host}/gitlab/webhook` },
      },
    }),
  };
}

/** Returns the registration of the application service, with both tokens; the homeserver gets the same file. */
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
