import type { GroupPath } from '../group-path';
import type { Settings } from '../ordered-settings';
import type { PathStep } from '../problem';
import type { Finding } from '../finding';
import type { VolumeBackup } from '../schema/backup';
import { keptGibibytes, type CacheDeclaration } from '../schema/caches';
import type { DatabaseDeclaration, PostgresDeclaration } from '../schema/databases';
import type { ServicePort } from '../schema/service-ports';
import type { VolumeSpeed } from '../schema/storage';
import { deriveNeeds, type OwnSecrets, type ServiceNeeds } from '../service-needs';
import type { CacheUse } from './cache-use';
import type { SiblingService, KindRuleContext } from './kind-rule-context';
import type { ServedHost } from './served-hosts';

/** A disk that a service declares besides that of its database. */
export interface DeclaredDisk {
  /** Path of its size in the tenant's file, relative to the service. */
  readonly path: readonly PathStep[];
  readonly sizeGiB: number;
  readonly speed: VolumeSpeed;
  readonly backup: VolumeBackup;
}

/** A port of a service besides that of HTTP. */
export interface DeclaredPort extends ServicePort {
  /**
   * Worker that listens on it.
   * @default the web pods
   */
  readonly worker?: string;
  /** Path of the port in the tenant's file, relative to the service. */
  readonly path: readonly PathStep[];
}

/** A redirect URI of an app on a person's own device: in a scheme of its own, or on the device itself. */
export interface AppCallback {
  readonly uri: string;
  readonly because: string;
}

/** The client of a service in the single sign-on. */
export interface DeclaredLogin {
  /** Paths of the redirect URIs, each on the hosts where the service answers it. */
  readonly callback: string | readonly string[];
  /**
   * Redirect URIs of apps on people's own devices, and why there are such.
   * @default browsers alone log in
   */
  readonly appCallbacks?: readonly AppCallback[];
  /**
   * Paths to which a browser may return after a logout, each on the hosts where the service answers it.
   * @default '/'
   */
  readonly afterLogout?: string | readonly string[];
  /**
   * Path that the single sign-on itself calls at a host of the service when a person's session ends.
   * @default it tells the service nothing
   */
  readonly backchannelLogout?: string;
  /**
   * Group whose members alone may log in, and the path of that field in the tenant's file, relative to the service.
   * @default everybody in the single sign-on may log in
   */
  readonly members?: { readonly group: GroupPath; readonly path: readonly PathStep[] };
  /**
   * The reason why the service sends no challenge (PKCE).
   * @default whoever asks without one is refused
   */
  readonly pkce?: { readonly none: string };
}

/** Paths that a Prometheus outside the cluster requests at each host of a service. */
export interface DeclaredProbes {
  /**
   * Path that must answer 200.
   * @default no such probe, as for a service whose public paths answer a few callers only
   */
  readonly health?: string;
  /** Paths that are closed to the internet: the routers must answer 503. */
  readonly closed: readonly string[];
}

/** A process of a service that answers people beside its web pods. */
export interface DeclaredProcess {
  /** Unique in the service. */
  readonly name: string;
  /** Its place in the tenant's file, relative to the service. */
  readonly at: readonly PathStep[];
  /** Hosts of its own, or paths of some hosts. */
  readonly hosts: readonly ServedHost[];
  /** Paths at all hosts of the service. */
  readonly paths: readonly string[];
  /**
   * Path that must answer 200, where one of `hosts` leads to it.
   * @default it is not asked from outside
   */
  readonly health?: string;
}

/** What a kind derives from the service in a tenant's file. */
export interface ServiceDeclaration {
  /** Its secrets except passwords of database and cache: those that people type in, and those that are generated. */
  readonly secrets: OwnSecrets;
  /**
   * Database that it uses.
   * @default none
   */
  readonly database?: DatabaseDeclaration | PostgresDeclaration;
  /**
   * Who generates the password of its own PostgreSQL database: the operator, or Secrets Manager, from which it can be composed
   * with other text.
   * @default 'operator'
   */
  readonly databasePassword?: 'operator' | 'secrets-manager';
  /**
   * Cache that it uses.
   * @default none
   */
  readonly cache?: CacheUse;
  /**
   * Part of the tenant's bucket that is its own, with its lifecycle.
   * @default none
   */
  readonly bucket?: ServiceNeeds['bucket'];
  /**
   * A bucket of its own, with its lifecycle, for a program that cannot keep to a part of one.
   * @default none
   */
  readonly ownBucket?: ServiceNeeds['ownBucket'];
  /**
   * Objects of the tenant's bucket that its IAM role may use: its own, or those of another service.
   * @default none, and no IAM role for the bucket
   */
  readonly objects?: ServiceNeeds['objects'];
  /**
   * Folder of its part of the bucket that a web gateway may show.
   * @default all of its part
   */
  readonly publicFolder?: SiblingService['publicFolder'];
  /**
   * Disks besides that of its database.
   * @default none
   */
  readonly disks?: readonly DeclaredDisk[];
  /**
   * Its client in the single sign-on.
   * @default none
   */
  readonly login?: DeclaredLogin;
  /**
   * Hosts that it serves, if that is not what the tenant's file says.
   * @default those of the file
   */
  readonly hosts?: readonly ServedHost[];
  readonly probes: DeclaredProbes;
  /**
   * Further processes that answer people.
   * @default its web pods answer everything
   */
  readonly processes?: readonly DeclaredProcess[];
  /**
   * Port of its pods for HTTP that other services of the tenant may call.
   * @default none: others call only `ports`
   */
  readonly listens?: number;
  /**
   * Its ports besides that of HTTP, those of its workers too.
   * @default none
   */
  readonly ports?: readonly DeclaredPort[];
  /**
   * Names of services of the tenant that it calls.
   * @default none
   */
  readonly calls?: readonly string[];
  /**
   * Texts that it answers to paths whatever is asked, by the path.
   * @default none
   */
  readonly answers?: Readonly<Record<string, string>>;
  /**
   * Address from which it sends through the relay of the environment, whether it has an account there that people made, and the
   * path of its mail in the tenant's file, relative to the service.
   * @default it sends no mail that way
   */
  readonly sends?: { readonly from: string; readonly account?: string; readonly path: readonly PathStep[] };
  /**
   * Environment variables that are no secret, as the tenant's file names them.
   * @default none
   */
  readonly settings?: Settings;
  /**
   * Address of the GitLab for which it answers fetches of public repositories; that GitLab's runners clone from it.
   * @default it is no cache of Git fetches
   */
  readonly answersFetchesOf?: string;
  /**
   * Checks what the schema cannot; paths of findings are relative to the service.
   * @default nothing besides the schema is checked
   */
  readonly findings?: (around: KindRuleContext) => readonly Finding[];
  /**
   * What is allowed and may be a mistake; paths are relative to the service.
   * @default nothing
   */
  readonly warnings?: readonly Finding[];
  /**
   * Warnings that need what is around the service.
   * @default none
   */
  readonly advice?: (around: KindRuleContext) => readonly Finding[];
}

/** A service that a tenant declares. Code outside of its kind's folder knows these fields only. */
export interface DeclaredService extends Omit<
  ServiceDeclaration,
  'secrets' | 'databasePassword' | 'bucket' | 'ownBucket' | 'objects'
> {
  /** Name of its kind, as in the tenant's file. */
  readonly kind: string;
  /** Its name in the namespace of its tenant. */
  readonly name: string;
  /**
   * Which of the tenant's hosts it serves, wholly or some paths of them.
   * @default all of them
   */
  readonly hosts?: readonly ServedHost[];
  readonly needs: ServiceNeeds;
}

/** Fields that every kind of service has. */
export type CommonFields = Pick<DeclaredService, 'kind' | 'name' | 'hosts'>;

/** Returns the service of a declaration, with what it needs in AWS. */
export function declaredService(
  { kind, name, hosts }: CommonFields,
  { secrets, databasePassword, bucket, ownBucket, objects, ...declaration }: ServiceDeclaration,
): DeclaredService {
  const { database, cache } = declaration;
  const needs = deriveNeeds({ secrets, database, databasePassword, cache, bucket, ownBucket, objects });
  const disks = [...(declaration.disks ?? []), ...cacheDisks(cache?.declared)];
  return { kind, name, ...declaration, hosts: declaration.hosts ?? hosts, disks, needs };
}

/** The disk of a cache of the service's own that keeps its entries. */
const cacheDisks = (cache: CacheDeclaration | undefined): readonly DeclaredDisk[] =>
  cache === undefined || 'shared' in cache || cache.keep === undefined
    ? []
    : [{ path: ['cache', 'memoryMiB'], sizeGiB: keptGibibytes(cache), speed: 'standard', backup: cache.keep.backup }];
