import type { DeclaredPort } from '../../model/kinds/declared-service';
import type { CacheDeclaration } from '../../model/schema/caches';
import type { DatabaseDeclaration, PostgresDeclaration } from '../../model/schema/databases';
import type { MailRelay } from '../../model/schema/mail';
import type { PublicHost } from '../base/network/public-route';
import type { ServiceBucket } from '../base/storage/service-bucket';
import type { DeclaredCache } from '../base/caches/service-cache';
import type { DeclaredDatabase } from '../base/databases/service-database';

/** Another service of the tenant that a service calls. */
export interface Callee {
  readonly name: string;
  /**
   * Port of its pods for HTTP.
   * @default none: it answers no HTTP
   */
  readonly port?: number;
  /** Its ports besides that, those of its workers too. */
  readonly ports: readonly Pick<DeclaredPort, 'port' | 'protocol' | 'worker'>[];
}

/** What the chart of a service may use besides the service as the tenant's file declares it. */
export interface ServiceContext {
  /** Name of its tenant, which is also its namespace. */
  readonly tenant: string;
  /**
   * The hosts that it serves; the first is the one for its own links and redirects.
   *
   * @throws Error when it serves none; for a kind that need not, `servedHosts` has them.
   */
  readonly hosts: readonly [PublicHost, ...PublicHost[]];
  /** The hosts that it serves, none for a service that only other services call. */
  readonly servedHosts: readonly PublicHost[];
  /** Hosts that lead to a further process of the service alone, by the name of the process. */
  readonly processHosts: Readonly<Record<string, readonly PublicHost[]>>;
  /** Services of the tenant that it calls, itself among them if its processes call its web pods. */
  readonly callees: readonly Callee[];
  /** Address blocks from which the routers call the pods. */
  readonly routers: readonly string[];
  /** Public address blocks of the CDN, whose header with the client's address may be believed; empty without a CDN. */
  readonly proxies: readonly string[];
  /**
   * The environment's relay of mail, with the account of the service there if the relay gives it one.
   *
   * @throws Error when it has none; a rule of the kind finds that before.
   */
  readonly mail: () => ServiceRelay;
  /** OpenID Connect issuer whose accounts may log in, and the service's client id there. */
  readonly login: { readonly issuer: string; readonly client: string };
  /** Name of its secret in AWS Secrets Manager. */
  readonly remoteSecret: string;
  /** Returns the declared database, with the names of its backups, its IAM role and its secret in AWS. */
  readonly database: (declaration: DatabaseDeclaration) => DeclaredDatabase;
  /** Like `database`, for a service that can use PostgreSQL only. */
  readonly postgres: (declaration: PostgresDeclaration) => DeclaredPostgres;
  /** Returns the declared cache, with the name of its password in AWS. */
  readonly cache: (declaration: CacheDeclaration) => DeclaredCache;
  /** Prefix of all its keys and channels in a shared cache, for programs that can be told one. */
  readonly cacheKeyPrefix: string;
  /**
   * Returns the part of the tenant's bucket that the service uses.
   *
   * @throws Error when the service declares no objects.
   */
  readonly bucket: () => ServiceBucket;
}

/** The relay of mail of an environment. */
export interface ServiceRelay extends MailRelay {
  /**
   * Account of the service there, whose password AWS Secrets Manager generated.
   * @default the relay gives no accounts: people may have made one
   */
  readonly user?: string;
}

/** A PostgreSQL database: any declared database except MySQL. */
export type DeclaredPostgres = Exclude<DeclaredDatabase, { readonly kind: 'mysql' }>;
