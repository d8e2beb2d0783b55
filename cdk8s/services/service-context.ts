import type { CacheDeclaration } from '../../model/schema/caches';
import type { DatabaseDeclaration, PostgresDeclaration } from '../../model/schema/databases';
import type { PublicHost } from '../base/network/public-route';
import type { ServiceBucket } from '../base/storage/service-bucket';
import type { DeclaredCache } from '../base/caches/service-cache';
import type { DeclaredDatabase } from '../base/databases/service-database';

/** What a chart of a service gets to know besides what the tenant's file says of the service. */
export interface ServiceContext {
  /** Its tenant, which is its namespace. */
  readonly tenant: string;
  /** The hosts that it serves; it knows itself by the first. */
  readonly hosts: readonly [PublicHost, ...PublicHost[]];
  /** Public blocks of the proxies before the routers, which tell who is asking; none without a CDN. */
  readonly proxies: readonly string[];
  /** OpenID Connect issuer whose accounts may log in, and what the service is called there. */
  readonly login: { readonly issuer: string; readonly client: string };
  /** Name of its secret in AWS Secrets Manager. */
  readonly remoteSecret: string;
  /** The database that it declares, with the names under which AWS holds what belongs to it. */
  readonly database: (declaration: DatabaseDeclaration) => DeclaredDatabase;
  /** The same of a service that can use PostgreSQL alone. */
  readonly postgres: (declaration: PostgresDeclaration) => DeclaredPostgres;
  readonly cache: (declaration: CacheDeclaration) => DeclaredCache;
  /** What all its keys and channels begin with in a cache that it shares, if it can be told. */
  readonly cacheKeyPrefix: string;
  /**
   * The part of its tenant's bucket that it uses.
   *
   * @throws Error when it declares no objects.
   */
  readonly bucket: () => ServiceBucket;
}

/** A database that is not MySQL. */
export type DeclaredPostgres = Exclude<DeclaredDatabase, { readonly kind: 'mysql' }>;
