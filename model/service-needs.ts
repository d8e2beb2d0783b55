import type { CacheUse } from './kinds/cache-use';
import type { DatabaseDeclaration, OwnDatabase } from './schema/databases';

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

/** The secrets of a service that are no database's or cache's, by who makes them up: people, or AWS Secrets Manager. */
export interface OwnSecrets<Key extends string = string> {
  /** Keys of the one secret that people fill. */
  readonly typedIn: readonly Key[];
  /** Secrets that Secrets Manager fills, by the last part of their names. */
  readonly generated: readonly Key[];
}

/** What a service shows to the single sign-on, which reads the same secret. */
export const loginSecret = 'oauth2-client-secret';

/** What the declaration of a service comes to. */
export function deriveNeeds({ secrets, database, cache, bucket, objects }: NeedsProps): ServiceNeeds {
  const declared = cache?.declared;
  const sharedDatabase = database && 'shared' in database ? database.shared : undefined;
  const ownDatabase = database && 'shared' in database ? undefined : database;
  return {
    typedIn: secrets.typedIn,
    generated: [
      ...secrets.generated,
      // The operators of PostgreSQL make up the passwords of a database of one's own themselves.
      ...(sharedDatabase !== undefined || ownDatabase?.engine === 'mysql' ? ['database-password'] : []),
      ...(declared !== undefined && !('shared' in declared) ? ['cache-password'] : []),
    ],
    sharedDatabase,
    sharedCache:
      cache !== undefined && 'shared' in cache.declared ? { name: cache.declared.shared, keys: cache.keys } : undefined,
    archivist: ownDatabase && archivistFor(ownDatabase),
    bucket,
    objects,
  };
}

interface NeedsProps extends Pick<ServiceNeeds, 'bucket' | 'objects'> {
  readonly secrets: OwnSecrets;
  readonly database?: DatabaseDeclaration;
  readonly cache?: CacheUse;
}

function archivistFor(database: OwnDatabase): ServiceNeeds['archivist'] {
  if ('none' in database.backup) return undefined;
  return database.engine === 'mysql' ? 'mysql' : database.operator;
}
