import { tenantText } from './imported-text';
import { Notes } from './notes';
import type { NotTakenOver } from './not-taken-over';
import type { PlannedBacking } from './plan-services';
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
      'a service has one database and one cache',
      'have the application use one, or draft what needs the other as a service of its own',
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

function draftDatabase({ is }: PlannedBacking): object {
  if (is.kind !== 'postgres') return { engine: 'mysql' };
  const { version, extensions } = is;
  return {
    ...(version === undefined ? {} : { version }),
    storageGiB: 5,
    ...(extensions.length === 0 ? {} : { extensions }),
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
      'dump the old database and load it here',
    );
    for (const { name, value, at } of process.variables) {
      if (/INITDB|EXTRA|HOST_AUTH|ROOT|SHARED_PRELOAD|CHARSET|COLLAT/.test(name)) {
        notes.add(
          at,
          `variable ${name}`,
          'is how its image makes the database',
          'see the keys of database in the schema',
        );
      } else if (name.endsWith('DATABASES')) {
        notes.add(at, `variable ${name}`, `asks for several databases (${tenantText(value)})`, 'a service has one');
      }
    }
    const words = process.args ?? process.command;
    if (words !== undefined)
      notes.add(
        process.at,
        'command',
        'parameters of the server are the platform’s',
        'see the keys of database in the schema',
      );
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
