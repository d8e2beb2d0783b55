import { Construct } from 'constructs';
import type { CacheConnection } from './cache-connection';
import { ExternalSecret } from '../secrets/external-secret';
import { sharedCacheConnection } from './shared-cache-connection';
import { Valkey, type ValkeyProps } from './valkey';

/** The cache that a service declares: a small one of its own (Valkey), or a shared one of the environment (ElastiCache). */
export type DeclaredCache =
  | ({ readonly kind: 'own'; readonly remotePassword: string } & Pick<ValkeyProps, 'memoryMiB' | 'eviction' | 'keep'>)
  | { readonly kind: 'shared'; readonly host: string; readonly user: string; readonly remotePassword: string };

export interface ServiceCacheProps extends Pick<ValkeyProps, 'name' | 'clients'> {
  readonly cache: DeclaredCache;
}

/**
 * The cache of a service, and the Secret with its password.
 *
 * @example
 * const { connection } = new ServiceCache(chart, 'cache', {
 *   name: 'wiki-cache',
 *   cache: { kind: 'own', remotePassword: 'library/wiki/cache', memoryMiB: 128, eviction: 'least-recently-used' },
 *   clients: { 'app.kubernetes.io/name': 'wiki' },
 * });
 * const variables = cacheVariables(connection, 'wiki:');
 */
export class ServiceCache extends Construct {
  readonly connection: CacheConnection;

  constructor(scope: Construct, id: string, { cache, ...common }: ServiceCacheProps) {
    super(scope, id);
    const secret = new ExternalSecret(this, 'password', {
      name: common.name,
      values: { password: { whole: cache.remotePassword } },
    });
    const password = secret.value('password');
    this.connection =
      cache.kind === 'own'
        ? new Valkey(this, 'valkey', { ...common, ...ownCache(cache), password }).connection
        : sharedCacheConnection(this, { host: cache.host, user: cache.user, password });
  }
}

const ownCache = ({ memoryMiB, eviction, keep }: Extract<DeclaredCache, { readonly kind: 'own' }>) => ({
  memoryMiB,
  eviction,
  keep,
});

/**
 * Environment variables with the parts of the connection, with all of them as one address, and with the prefix of keys. The
 * address leaves the user `default` out, because not all clients understand an address with a user.
 */
export const cacheVariables = ({ host, port, user, password, tls }: CacheConnection, prefix: string) => ({
  CACHE_HOST: host,
  CACHE_PORT: String(port),
  CACHE_USER: user,
  CACHE_PASSWORD: password,
  CACHE_URL: `${tls ? 'rediss' : 'redis'}://${user === 'default' ? '' : user}:$(CACHE_PASSWORD)@${host}:${port}/0`,
  CACHE_PREFIX: prefix,
});
