import type { Service, ServiceOfKind } from './tenant';

/** What a service needs of AWS. Both programs ask here, so what one makes is what the other looks for. */
export interface ServiceNeeds {
  /** Keys of the one secret that people fill. */
  readonly typedIn: readonly string[];
  /** Secrets of its own that Secrets Manager fills, by the last part of their names. */
  readonly generated: readonly string[];
  /** The environment's PostgreSQL cluster that it uses. */
  readonly sharedDatabase?: string;
  /** The environment's cache that it uses, and whether all its keys begin with what it is told. */
  readonly sharedCache?: { readonly name: string; readonly keys: 'prefixed' | 'unprefixed' };
  /** Who archives a database of its own to S3. */
  readonly archivist?: 'cloudnative-pg' | 'crunchy' | 'mysql';
  /** Its part of the tenant's bucket. */
  readonly bucket?: { readonly keepDeletedDays: number; readonly expireDays?: number };
  /** Objects of the tenant's bucket that it uses, by the folder that they are in, and what it does with them. */
  readonly objects?: { readonly below: string; readonly may: 'change' | 'publish' | 'read' };
}

/** What the declaration of a service comes to. */
export function needsOf(service: Service): ServiceNeeds {
  const { typedIn, generated } = secretsOf(service);
  const database = databaseOf(service);
  const cache = 'cache' in service ? service.cache : undefined;
  const sharedDatabase = database && 'shared' in database ? database.shared : undefined;
  const ownDatabase = database && 'shared' in database ? undefined : database;
  return {
    typedIn,
    generated: [
      ...generated,
      // The operators of PostgreSQL make up the passwords of a database of one's own themselves.
      ...(sharedDatabase !== undefined || ownDatabase?.engine === 'mysql' ? ['database-password'] : []),
      ...(cache !== undefined && !('shared' in cache) ? ['cache-password'] : []),
    ],
    sharedDatabase,
    sharedCache:
      cache !== undefined && 'shared' in cache ? { name: cache.shared, keys: cacheKeys[service.kind] } : undefined,
    archivist: ownDatabase && archivistOf(ownDatabase),
    ...objectsOf(service),
  };
}

/**
 * Whether a program can be told what its keys begin with. Sources: Discourse names those of Sidekiq and of its message bus
 * without one (lib/discourse_redis.rb), Hookshot takes an address alone (docs/setup, `cache.redisUri`), the cache of fetches has
 * keys by GitLab's address (images/git-fetch-cache). A web application is told, and refused by the cache where it does not do it.
 */
const cacheKeys: Readonly<Record<Service['kind'], 'prefixed' | 'unprefixed'>> = {
  'web-application': 'prefixed',
  discourse: 'unprefixed',
  hookshot: 'unprefixed',
  'git-fetch-cache': 'unprefixed',
  // These use none.
  hedgedoc: 'unprefixed',
  'release-service': 'unprefixed',
  'web-gateway': 'unprefixed',
  automation: 'unprefixed',
};

/** The database of a service; none where it has none. */
export const databaseOf = (service: Service): ServiceOfKind<'web-application'>['database'] =>
  'database' in service ? service.database : undefined;

/** A database that is no other service's. */
export type OwnDatabase = Exclude<
  NonNullable<ServiceOfKind<'web-application'>['database']>,
  { readonly shared: string }
>;

function archivistOf(database: OwnDatabase): ServiceNeeds['archivist'] {
  if ('none' in database.backup) return undefined;
  return database.engine === 'mysql' ? 'mysql' : database.operator;
}

/** What a service shows to the single sign-on, which reads the same secret. */
export const loginSecret = 'oauth2-client-secret';

/** What GitLab shows when it calls a hook of an automation. */
export const hookToken = (hook: string): string => `hook-token-${hook}`;

/** The tokens of an automation, which its commands do not get, by who makes them up. */
export const hookTokens = ({ hooks }: ServiceOfKind<'automation'>): Pick<ServiceNeeds, 'typedIn' | 'generated'> => ({
  typedIn: hooks.filter(({ token }) => token === 'signing').map(({ name }) => hookToken(name)),
  generated: hooks.filter(({ token }) => token === 'generated').map(({ name }) => hookToken(name)),
});

/** The secrets that a service lists itself, by who makes them up. */
export const listedSecrets = ({
  secrets,
}: ServiceOfKind<'web-application' | 'automation'>): Pick<ServiceNeeds, 'typedIn' | 'generated'> => ({
  typedIn: secrets.filter((secret) => typeof secret === 'string'),
  generated: secrets.flatMap((secret) => (typeof secret === 'string' ? [] : [secret.generated])),
});

/** The secrets of a service that are no database's or cache's, by who makes them up. */
export function secretsOf(service: Service): Pick<ServiceNeeds, 'typedIn' | 'generated'> {
  switch (service.kind) {
    case 'hedgedoc':
      return { typedIn: [], generated: [loginSecret, 'session-secret'] };
    case 'web-application': {
      const { typedIn, generated } = listedSecrets(service);
      return { typedIn, generated: [...generated, ...(service.login === undefined ? [] : [loginSecret])] };
    }
    case 'automation': {
      const [listed, tokens] = [listedSecrets(service), hookTokens(service)];
      return {
        typedIn: [...listed.typedIn, ...tokens.typedIn],
        generated: [...listed.generated, ...tokens.generated],
      };
    }
    case 'discourse':
      return {
        typedIn: [
          ...['smtp-user', 'smtp-password'],
          ...(service.mail.answers === undefined ? [] : ['pop3-user', 'pop3-password']),
        ],
        generated: [loginSecret, 'secret-seed'],
      };
    case 'hookshot':
      return { typedIn: ['passkey.pem'], generated: ['as-token', 'hs-token', 'gitlab-webhook-secret'] };
    case 'git-fetch-cache':
      return { typedIn: [], generated: ['gitlab-hook-secret'] };
    case 'release-service':
    case 'web-gateway':
      return { typedIn: [], generated: [] };
  }
}

const folderOf = ({ service, folder }: { readonly service: string; readonly folder?: string }): string =>
  folder === undefined ? service : `${service}/${folder}`;

function objectsOf(service: Service): Pick<ServiceNeeds, 'bucket' | 'objects'> {
  const { name } = service;
  switch (service.kind) {
    case 'web-application':
    case 'discourse':
      return service.bucket === undefined ? {} : { bucket: service.bucket, objects: { below: name, may: 'change' } };
    case 'release-service':
      return { bucket: { keepDeletedDays: service.keepDeletedDays }, objects: { below: name, may: 'publish' } };
    case 'web-gateway':
      return 'service' in service.content
        ? { objects: { below: folderOf(service.content), may: 'read' } }
        : { bucket: service.content, objects: { below: name, may: 'read' } };
    case 'hedgedoc':
    case 'hookshot':
    case 'git-fetch-cache':
    case 'automation':
      return {};
  }
}
