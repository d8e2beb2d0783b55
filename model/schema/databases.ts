import { z } from 'zod';
import type { Immutable } from '../immutable';
import { databaseBackup, dumps } from './backup';
import { reason, refusal, shortName } from './fields';
import { volumeSpeed } from './storage';

const storageGiB = z.int().min(1).max(4096).describe('size of the data volume in GiB; can grow, never shrink');

const instances = z
  .union([z.literal(2), z.literal(3), z.strictObject({ single: reason })])
  .default(2)
  .describe('2 or 3 instances in different zones, or { single: <reason> }');

const size = z.enum(['small', 'medium', 'large', 'xlarge']).describe('resources of each instance');

const extensions = z
  .array(
    z
      .string()
      .regex(
        /^[a-z][a-z0-9_-]*$/,
        refusal('is not the name of an extension', 'write it as CREATE EXTENSION does, like pg_trgm'),
      ),
  )
  .default([])
  .describe('PostgreSQL extensions to create, like vector');

const pooling = z
  .enum(['transaction', 'session'])
  .default('session')
  .describe(
    'pooling mode: transaction uses fewest connections; session is for applications that keep session state or prepare statements explicitly',
  );

const locale = z
  .string()
  .regex(
    /^(C|C\.UTF-8|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$/,
    refusal(
      'is not a locale of databases here',
      'write C, C.UTF-8, or a language as ICU sorts it, like de or pt-BR; und for all languages',
    ),
  )
  .optional()
  .describe(
    'locale (collation and character classes): C (the default), C.UTF-8, or a language like de; cannot be changed later; the encoding is always UTF-8',
  );

const parameters = z
  .record(
    z.string(),
    z.union([
      z.string().describe('a value, with its unit if it has one'),
      z.number().describe('a number without a unit'),
      z.boolean().describe('on or off'),
    ]),
  )
  .default({})
  .describe('server parameters by name, like statement_timeout: 30s; only listed ones are allowed');

/** A database beside that of the service, on the same server, with a login of its own. */
const furtherDatabase = z.strictObject({
  name: z
    .string()
    .max(12)
    .regex(
      /^(?!(?:read|direct)$)[a-z][a-z0-9]*$/,
      refusal(
        'is not the name of a further database',
        'use letters and digits, like analytics; DATABASE_READ_URL and DATABASE_DIRECT_URL are of the first one',
      ),
    )
    .describe('name of the database; its variables are called DATABASE_<NAME>_URL and so on')
    .meta({ examples: ['analytics'] }),
});

const furtherPostgres = z
  .array(furtherDatabase.extend({ extensions, locale }))
  .max(8)
  .default([])
  .describe('additional databases on the same server, each with its own login and variables');

const postgresVersion = z
  .enum(['16', '17', '18'])
  .default('17')
  .describe('major version of PostgreSQL, in quotes; raising it upgrades in place, see the runbook');

/** A database in a cluster that several tenants share. */
const sharedDatabase = z.strictObject({
  shared: z
    .string()
    .describe('name of one of the environment’s databases.shared')
    .meta({ examples: ['general'] }),
  extensions,
  locale,
  pooling,
});

const postgresDatabase = z.strictObject({
  engine: z.literal('postgres').default('postgres').describe('postgres'),
  operator: z
    .enum(['cloudnative-pg', 'crunchy'])
    .default('cloudnative-pg')
    .describe('operator that runs it; images of crunchy have licence terms of their own'),
  version: postgresVersion,
  storageGiB: storageGiB.default(5),
  speed: volumeSpeed,
  size: size.default('small'),
  instances,
  extensions,
  locale,
  parameters,
  pooling,
  backup: databaseBackup,
});

const readFrom = z
  .enum(['primary', 'copies'])
  .default('primary')
  .describe('read replicas, reached by DATABASE_READ_HOST and DATABASE_READ_URL; replication is asynchronous');

const mysqlDatabase = z.strictObject({
  engine: z.literal('mysql').describe('mysql, for applications that cannot use PostgreSQL'),
  storageGiB: storageGiB.default(5),
  speed: volumeSpeed,
  size: size.default('small'),
  instances: z
    .union([z.literal(3), z.strictObject({ single: reason })])
    .default(3)
    .describe('3 instances in different zones, or { single: <reason> }'),
  parameters,
  further: z
    .array(furtherDatabase)
    .max(8)
    .default([])
    .describe('additional databases on the same server, each with its own login and variables'),
  backup: dumps,
});

/** A service's database: one of its own, or one in a shared cluster; with others beside it if it wants. */
export const databaseSchema = z
  .union([
    postgresDatabase.extend({ further: furtherPostgres, readFrom }),
    mysqlDatabase,
    sharedDatabase.extend({ further: furtherPostgres }),
  ])
  .describe('a dedicated database, or { shared: <name> } for one in a shared cluster of the environment');

/** A PostgreSQL database, for services that can use no other. */
export const postgresDatabaseSchema = z
  .union([postgresDatabase, sharedDatabase])
  .describe('a dedicated PostgreSQL database, or { shared: <name> } for one in a shared cluster of the environment');

/** A service's database as the tenant's file declares it. */
export type DatabaseDeclaration = Immutable<z.output<typeof databaseSchema>>;

/** The database of a service that can use PostgreSQL only, as the tenant's file declares it. */
export type PostgresDeclaration = Immutable<z.output<typeof postgresDatabaseSchema>>;

/** A database of the service's own, not in a shared cluster. */
export type OwnDatabase = Exclude<DatabaseDeclaration, { readonly shared: string }>;

const sharedCluster = z.strictObject({
  name: shortName(20).describe('name of the cluster, which services refer to as { shared: <name> }'),
  version: postgresVersion,
  storageGiB,
  speed: volumeSpeed.default('fast'),
  size: size.default('medium'),
  instances: instances.default(3),
  synchronous: z
    .boolean()
    .default(true)
    .describe('whether a commit waits for a replica in another zone, as long as one is available'),
  image: z
    .enum(['standard', 'postgis'])
    .default('standard')
    .describe('PostgreSQL image of the cluster; postgis includes PostGIS and pgRouting'),
  parameters,
  backup: z
    .strictObject({ keepDays: z.int().min(7).max(365).describe('days of point-in-time recovery') })
    .default({ keepDays: 30 })
    .describe('{ keepDays: <days> } of point-in-time recovery'),
});

/** A cluster that tenants share, as the environment declares it. */
export type SharedClusterDeclaration = Immutable<z.output<typeof sharedCluster>>;

/** Databases that tenants share. */
export const databasesSchema = z
  .strictObject({
    shared: z.array(sharedCluster).default([]).describe('PostgreSQL clusters in which services have databases'),
  })
  .prefault({})
  .describe('database clusters that tenants share');
