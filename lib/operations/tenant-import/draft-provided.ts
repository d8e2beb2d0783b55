import { tenantText } from './imported-text';
import { Notes } from './notes';
import type { NotTakenOver } from './not-taken-over';
import type { PlannedBacking } from './plan-services';
import { serverParameters } from './server-parameters';
import { toGibibytes } from './quantities';

/** What the platform provides to a service in place of processes of the input. */
export interface DraftedProvided {
  readonly database?: object;
  readonly cache?: object;
  readonly left: readonly NotTakenOver[];
  readonly decisions: Readonly<Partial<Record<'database' | 'cache', readonly string[]>>>;
}

/** The first database and the first cache that a service uses; it can have no more of each. */
export function draftProvided(backings: readonly PlannedBacking[]): DraftedProvided {
  const [database, ...databases] = backings.filter(({ kind }) => kind === 'database');
  const [cache, ...caches] = backings.filter(({ kind }) => kind === 'cache');
  const left = [...databases, ...caches].flatMap(({ process }) => {
    const notes = new Notes(process.name);
    notes.add(
      process.at,
      `process ${process.name}`,
      'the draft has the first database and the first cache of a service',
      'write a further database under further, or draft what needs it as a service of its own',
    );
    return notes.left;
  });
  return {
    database: database && draftDatabase(database),
    cache: cache && draftCache(cache),
    left: [...left, ...[database, cache].flatMap((each) => (each === undefined ? [] : detailNotes(each)))],
    decisions: {
      database: ['decide: storageGiB for the data; load a dump of the old database before people come back'],
    },
  };
}

function draftDatabase({ is, process }: PlannedBacking): object {
  const parameters = serverParameters([...(process.command ?? []), ...(process.args ?? [])]);
  const wished = Object.keys(parameters).length === 0 ? undefined : parameters;
  if (is.kind !== 'postgres') return { engine: 'mysql', parameters: wished };
  const made = process.variables.find(({ name }) => name === 'POSTGRES_INITDB_ARGS');
  const [, locale] =
    /--(?:locale|lc-collate)[= ](C|C\.UTF-8)(?=\s|$)/.exec(made === undefined ? '' : tenantText(made.value)) ?? [];
  return {
    version: is.version,
    storageGiB: 5,
    extensions: is.extensions.length === 0 ? undefined : is.extensions,
    locale,
    parameters: wished,
  };
}

/** A cache keeps its entries if it did: it has a volume, or a log of its writes; one that evicts keeps nothing. */
function draftCache({ process }: PlannedBacking): object {
  const words = [...(process.command ?? []), ...(process.args ?? [])].join(' ');
  const evicts = /--maxmemory-policy\s+\S*(lru|lfu|random)/.test(words);
  const keeps = process.mounts.length > 0 || /--appendonly\s+yes/.test(words);
  const [, memory = ''] = /--maxmemory\s+(\w+)/.exec(words) ?? [];
  const gibibytes = toGibibytes(memory);
  return {
    ...(gibibytes === undefined || gibibytes === 0
      ? {}
      : { memoryMiB: Math.min(4096, Math.max(32, Math.round(gibibytes * 1024))) }),
    ...(evicts ? { eviction: 'least-recently-used' } : keeps ? { keep: {} } : {}),
  };
}

/** What a process of the input says that its counterpart of the platform does not take over. */
function detailNotes({ process, kind }: PlannedBacking): readonly NotTakenOver[] {
  const notes = new Notes(process.name);
  if (kind === 'database') {
    notes.add(
      process.at,
      `process ${process.name}`,
      'the platform’s database takes its place, with a name, a user and a password of its own',
      'dump the old database and load it here; give $(DATABASE_NAME), $(DATABASE_USER) and $(DATABASE_PASSWORD) to the variables by which the application reads them',
    );
    for (const { name, at } of process.variables) {
      if (/INITDB|EXTRA|HOST_AUTH|ROOT|SHARED_PRELOAD|CHARSET|COLLAT/.test(name)) {
        notes.add(
          at,
          `variable ${name}`,
          'is how its image makes the database',
          'see the keys of database in the schema',
        );
      } else if (name.endsWith('DATABASES')) {
        notes.add(at, `variable ${name}`, 'asks for several databases', 'write them under further of database');
      }
    }
  } else {
    notes.add(
      process.at,
      `process ${process.name}`,
      'a Valkey of the platform takes its place; it asks for a password',
      'give $(CACHE_PASSWORD), or $(CACHE_URL), to the variable by which the application reads it',
    );
  }
  for (const { path, at } of [...process.files, ...process.mounts.filter(({ path }) => path.includes('initdb'))]) {
    notes.add(
      at,
      path,
      'files of the image of a database or cache have no place here',
      'put scripts for the database into a migration of the application',
    );
  }
  return notes.left;
}
