import { mysqlParameterKinds, ownedMysqlParameters } from '../data/mysql-parameters';
import {
  extensionsIn,
  imageForExtensions,
  preloadedLibraries,
  refusedExtensions,
  type PostgresImage,
} from '../data/postgres-extensions';
import { didYouMean } from '../did-you-mean';
import { findingIf, repeatFindings, type Finding } from '../finding';
import { databaseSizes } from '../formats/database-sizes';
import { poolConnections, pooledConnections } from '../formats/pooled-connections';
import { postgresMemory } from '../formats/postgres-memory';
import { wishedPostgresMemory } from '../formats/postgres-wishes';
import { parameterText, parseKilobytes } from '../formats/parameter-text';
import type { PathStep } from '../problem';
import type { DatabaseDeclaration, OwnDatabase, PostgresDeclaration } from '../schema/databases';
import type { EnvironmentFile } from './findings';
import { parameterFindings } from './parameter-rules';
import { postgresParameterFindings } from './postgres-parameter-rules';

type SharedClusters = EnvironmentFile['databases']['shared'];

/** What must hold for the database that a service declares, whatever its kind. */
export function databaseFindings(
  database: DatabaseDeclaration | PostgresDeclaration,
  shared: SharedClusters,
  path: readonly PathStep[],
): readonly Finding[] {
  const further = 'further' in database ? database.further : [];
  const names = repeatFindings(
    further.map(({ name }) => name),
    (index) => [...path, 'further', index, 'name'],
    (first) => `repeats the name of further[${first}]`,
    'give each database of a service a name of its own',
  );
  if ('shared' in database) return [...names, ...sharedExtensionFindings(database, shared, path)];
  return [...names, ...(database.engine === 'mysql' ? mysqlFindings(database, path) : ownFindings(database, path))];
}

/** A database of PostgreSQL and those beside it, each with its place. */
interface PlacedDatabase {
  readonly extensions: readonly string[];
  readonly locale?: string;
  readonly path: readonly PathStep[];
}

function placedDatabases(
  database: Extract<DatabaseDeclaration | PostgresDeclaration, { readonly extensions: readonly string[] }>,
  path: readonly PathStep[],
): readonly PlacedDatabase[] {
  const { extensions, locale } = database;
  const further = 'further' in database ? database.further : [];
  return [
    { extensions, locale, path },
    ...further.map((each, index) => ({
      extensions: each.extensions,
      locale: each.locale,
      path: [...path, 'further', index],
    })),
  ];
}

type OwnPostgres = Extract<OwnDatabase | PostgresDeclaration, { readonly operator: string }>;

function ownFindings(database: OwnPostgres, path: readonly PathStep[]): readonly Finding[] {
  const { operator, version, instances, size, parameters } = database;
  const placed = placedDatabases(database, path);
  const wished = placed.flatMap(({ extensions }) => extensions);
  const image = operator === 'crunchy' ? operator : imageForExtensions(wished);
  const alone = typeof instances !== 'number';
  return [
    ...placed.flatMap((each) => [
      ...extensionFindings(each, image, version, (extension) => otherOperator(extension, operator, version)),
      ...findingIf(
        operator === 'crunchy' && each.locale !== undefined,
        [...each.path, 'locale'],
        'cannot be chosen with the operator of Crunchy, which creates all databases with the locale of its image, en_US.utf-8',
        'remove it, or write operator: cloudnative-pg',
      ),
    ]),
    ...findingIf(
      'readFrom' in database && database.readFrom === 'copies' && alone,
      [...path, 'readFrom'],
      'needs read replicas, and there is only one instance',
      'write instances: 2, or remove readFrom',
    ),
    ...postgresParameterFindings({ size, parameters, extensions: wished }, [...path, 'parameters']),
    ...poolFindings(database, placed.length, path),
  ];
}

/** Least connections of each pod of a pooler to a database: with none, PgBouncer takes the number for no limit. */
const leastPooled = 2;

/** A pooler divides the connections of a server among its databases, and some are left for each. */
function poolFindings(database: OwnPostgres, databases: number, path: readonly PathStep[]): readonly Finding[] {
  const { size, parameters, instances } = database;
  const { connections } = postgresMemory(size, wishedPostgresMemory(parameters));
  const pods = typeof instances === 'number' ? pooledConnections.poolerPods : 1;
  const each = Math.floor(poolConnections(connections, pods) / databases);
  const least = Math.ceil((leastPooled * databases * pods) / 0.8);
  return findingIf(
    each < leastPooled,
    [...path, 'parameters', 'max_connections'],
    `leaves ${each} ${each === 1 ? 'connection' : 'connections'} for each of ${databases} databases in each of ${pods} pods of the pooler, which have 80 % of ${connections}`,
    `write ${least} or more`,
  );
}

/** Whether the other operator's image has it. */
function otherOperator(extension: string, operator: OwnPostgres['operator'], version: OwnPostgres['version']) {
  const [other, image] =
    operator === 'crunchy' ? (['cloudnative-pg', 'postgis'] as const) : (['crunchy', 'crunchy'] as const);
  return extensionsIn(image, version).includes(extension)
    ? `write operator: ${other}, whose image has it; the data has to be moved by a dump`
    : undefined;
}

/** All databases of a shared cluster have one image, that of the environment. */
function sharedExtensionFindings(
  database:
    | Extract<DatabaseDeclaration, { readonly shared: string }>
    | Extract<PostgresDeclaration, { readonly shared: string }>,
  shared: SharedClusters,
  path: readonly PathStep[],
): readonly Finding[] {
  const index = shared.findIndex(({ name }) => name === database.shared);
  const cluster = shared[index];
  if (cluster === undefined) return [];
  const { image, version } = cluster;
  const inPostgis = (extension: string) =>
    extensionsIn('postgis', version).includes(extension)
      ? `have image: postgis written at databases.shared[${index}] of the environment, which restarts it for everybody who uses it, or give the service a database of its own`
      : undefined;
  return placedDatabases(database, path).flatMap((each) => [
    ...extensionFindings(each, image, version, inPostgis),
    ...each.extensions.flatMap((extension, place) =>
      findingIf(
        preloadedLibraries([extension]).length > 0,
        [...each.path, 'extensions', place],
        `${extension} works only if the server loads it at its start, and a shared server does not`,
        'give the service a database of its own',
      ),
    ),
  ]);
}

/** Findings on extensions that the image of a database does not have. */
function extensionFindings(
  { extensions, path }: PlacedDatabase,
  image: PostgresImage,
  version: OwnPostgres['version'],
  findElsewhere: (extension: string) => string | undefined,
): readonly Finding[] {
  const there = extensionsIn(image, version);
  return [
    ...repeatFindings(
      extensions,
      (index) => [...path, 'extensions', index],
      (first) => `repeats extensions[${first}]`,
      'name each once',
    ),
    ...extensions.flatMap((extension, index): readonly Finding[] => {
      if (there.includes(extension)) return [];
      const at = [...path, 'extensions', index];
      const refused = Object.hasOwn(refusedExtensions, extension) ? refusedExtensions[extension] : undefined;
      if (refused !== undefined) return findingIf(true, at, `${extension} ${refused.reason}`, refused.remedy);
      return findingIf(
        true,
        at,
        `${extension} is not in ${imageTitles[image]} for PostgreSQL ${version}`,
        findElsewhere(extension) ?? didYouMean(extension, there, `name some of: ${there.join(', ')}`),
      );
    }),
  ];
}

const imageTitles: Readonly<Record<PostgresImage, string>> = {
  standard: 'ghcr.io/cloudnative-pg/postgresql, the standard image',
  postgis: 'ghcr.io/cloudnative-pg/postgis',
  crunchy: 'the image of Crunchy',
};

/** What one answer of MySQL may take of the memory of a server. */
const packetShare = 1 / 4;

function mysqlFindings(
  { size, parameters }: Extract<OwnDatabase, { readonly engine: 'mysql' }>,
  path: readonly PathStep[],
): readonly Finding[] {
  const at = [...path, 'parameters'];
  const { max_allowed_packet: packet = '' } = parameters;
  const most = databaseSizes.mysql[size].memory.limit * packetShare;
  return [
    ...parameterFindings(parameters, { of: 'MySQL', kinds: mysqlParameterKinds, owned: ownedMysqlParameters }, at),
    ...findingIf(
      (parseKilobytes(parameterText(packet)) ?? 0) > most * 1024,
      [...at, 'max_allowed_packet'],
      `${parameterText(packet)} is more than a quarter of the memory that a server of size ${size} has, and each connection may allocate it`,
      `write ${most}MB at most, or a larger size`,
    ),
  ];
}
