import type { Service, ServiceOfKind } from './tenant';

/** What a service needs of AWS. Both programs ask here, so what one makes is what the other looks for. */
export interface ServiceNeeds {
  /** Keys of the one secret that people fill. */
  readonly typedIn: readonly string[];
  /** Secrets of its own that Secrets Manager fills, by the last part of their names. */
  readonly generated: readonly string[];
  /** The environment's PostgreSQL cluster and cache that it uses. */
  readonly sharedDatabase?: string;
  readonly sharedCache?: string;
  /** Who archives a database of its own to S3. */
  readonly archivist?: 'cloudnative-pg' | 'crunchy' | 'mysql';
  /** Its part of the tenant's bucket. */
  readonly bucket?: { readonly keepDeletedDays: number; readonly expireDays?: number };
}

/** What the declaration of a service comes to. */
export function needsOf(service: Service): ServiceNeeds {
  const { typedIn, generated } = secretsOf(service);
  const { database, cache, bucket } = service.kind === 'web-application' ? service : onlyDatabase(service);
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
    sharedCache: cache !== undefined && 'shared' in cache ? cache.shared : undefined,
    archivist: ownDatabase && archivistOf(ownDatabase),
    bucket,
  };
}

/** The secrets of a service that are no database's or cache's, by who makes them up. */
export type OwnDatabase = Exclude<
  NonNullable<ServiceOfKind<'web-application'>['database']>,
  { readonly shared: string }
>;

function archivistOf(database: OwnDatabase): ServiceNeeds['archivist'] {
  if ('none' in database.backup) return undefined;
  return database.engine === 'mysql' ? 'mysql' : database.operator;
}

/** The secrets of its own that a service declares, without those of database and cache. */
export function secretsOf(service: Service): Pick<ServiceNeeds, 'typedIn' | 'generated'> {
  switch (service.kind) {
    case 'hedgedoc':
      return { typedIn: ['oauth2-client-secret'], generated: ['session-secret'] };
    case 'web-application':
      return {
        typedIn: service.secrets.filter((secret) => typeof secret === 'string'),
        generated: service.secrets.flatMap((secret) => (typeof secret === 'string' ? [] : [secret.generated])),
      };
  }
}

const onlyDatabase = ({ database }: ServiceOfKind<'hedgedoc'>) => ({ database, cache: undefined, bucket: undefined });
