/** Major versions of PostgreSQL that databases have. */
type Version = '16' | '17' | '18';

/** Images of PostgreSQL that operators start; a database of CloudNativePG has that of `standard` unless it needs another one. */
export type PostgresImage = 'standard' | 'postgis' | 'crunchy';

/**
 * Extensions of PostgreSQL itself that the packages of its makers have without a language besides SQL and PL/pgSQL.
 * Source: PostgreSQL's documentation, appendix “Additional Supplied Modules and Extensions”, of versions 16 to 18.
 */
const supplied = [
  'amcheck',
  'autoinc',
  'bloom',
  'btree_gin',
  'btree_gist',
  'citext',
  'cube',
  'dblink',
  'dict_int',
  'dict_xsyn',
  'earthdistance',
  'file_fdw',
  'fuzzystrmatch',
  'hstore',
  'insert_username',
  'intagg',
  'intarray',
  'isn',
  'lo',
  'ltree',
  'moddatetime',
  'pageinspect',
  'pg_buffercache',
  'pg_freespacemap',
  'pg_prewarm',
  'pg_stat_statements',
  'pg_surgery',
  'pg_trgm',
  'pg_visibility',
  'pg_walinspect',
  'pgcrypto',
  'pgrowlocks',
  'pgstattuple',
  'plpgsql',
  'postgres_fdw',
  'refint',
  'seg',
  'sslinfo',
  'tablefunc',
  'tcn',
  'tsm_system_rows',
  'tsm_system_time',
  'unaccent',
  'uuid-ossp',
  'xml2',
] as const;

const suppliedIn: Readonly<Record<Version, readonly string[]>> = {
  '16': [...supplied, 'adminpack', 'old_snapshot'],
  '17': supplied,
  '18': [...supplied, 'pg_logicalinspect'],
};

/** Source: cloudnative-pg/postgres-containers:README.md, “Standard Images”. */
const standard = ['pgaudit', 'vector'];

/** Sources: cloudnative-pg/postgis-containers:Dockerfile; PostGIS manual, “Creating spatial databases”; pgRouting. */
const postgis = [
  'address_standardizer',
  'address_standardizer_data_us',
  'pgrouting',
  'postgis',
  'postgis_raster',
  'postgis_sfcgal',
  'postgis_tiger_geocoder',
  'postgis_topology',
];

/**
 * Without those that do nothing before the server has loaded a library of theirs, like set_user.
 * Source: CrunchyData/postgres-operator:components/image-postgres/Dockerfile.postgres.
 */
const crunchy = ['hypopg', 'orafce', 'pg_jobmon', 'pg_partman', 'pgaudit', 'vector'];

const added: Readonly<Record<PostgresImage, readonly string[]>> = {
  standard,
  postgis: [...standard, ...postgis],
  crunchy,
};

/** Names of the extensions that an image has. */
export const extensionsIn = (image: PostgresImage, version: Version): readonly string[] =>
  [...suppliedIn[version], ...added[image]].sort();

/** The image of CloudNativePG for a database with these extensions. */
export const imageForExtensions = (extensions: readonly string[]): Exclude<PostgresImage, 'crunchy'> =>
  extensions.some((extension) => postgis.includes(extension)) ? 'postgis' : 'standard';

/** Extensions that people look for and that no database here gets, and why. */
export const refusedExtensions: Readonly<Record<string, { readonly reason: string; readonly remedy: string }>> = {
  pg_cron: {
    reason: 'runs jobs inside the database, where no alert sees them fail',
    remedy: 'write each job under schedule of the service',
  },
  plperlu: {
    reason: 'runs any program on the server, and only a superuser can write functions in it',
    remedy: 'write the function in PL/pgSQL, or in the application',
  },
  plpython3u: {
    reason: 'runs any program on the server, and only a superuser can write functions in it',
    remedy: 'write the function in PL/pgSQL, or in the application',
  },
  timescaledb: {
    reason: 'is in no image that is used here: most of it has a licence that is not free',
    remedy: 'partition the table, or ask the makers whether the application can do without',
  },
  vchord: {
    reason: 'is in no image that is used here',
    remedy: 'name vector, and tell the application so: Immich takes DB_VECTOR_EXTENSION: pgvector',
  },
};

/**
 * Libraries that the server has to load at its start for an extension; without them CREATE EXTENSION works, and the extension does
 * nothing or fails. Of `pg_stat_statements` operators know themselves.
 */
const preloads: Readonly<Record<string, string>> = { pgaudit: 'pgaudit' };

/** Libraries that the server loads at its start for these extensions. */
export const preloadedLibraries = (extensions: readonly string[]): readonly string[] => [
  ...new Set(extensions.flatMap((extension) => preloads[extension] ?? [])),
];
