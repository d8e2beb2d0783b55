import type { ImportedProcess } from './imported-application';
import type { ImportedText } from './imported-text';

/** A database or a cache of the input: how it is called, and by whom. */
export interface ImportedBacking {
  readonly kind: 'database' | 'cache';
  readonly process: ImportedProcess;
  readonly port: number;
  /** @default the image’s own */
  readonly user?: ImportedText;
  /** @default the input does not say */
  readonly password?: ImportedText;
  /** @default the image’s own */
  readonly database?: ImportedText;
}

/** Reads user, password and name of a database from the variables of its images. */
export function toDatabase(process: ImportedProcess, engine: 'postgres' | 'mysql'): ImportedBacking {
  const valueOf = (...names: readonly string[]) =>
    names
      .map((name) => process.variables.find((each) => each.name === name)?.value)
      .find((value) => value !== undefined);
  const of = engine === 'postgres' ? ['POSTGRES', 'POSTGRESQL'] : ['MYSQL', 'MARIADB'];
  const named = (...parts: readonly string[]) =>
    valueOf(...of.flatMap((first) => parts.map((part) => `${first}_${part}`)));
  const user = named('USER', 'USERNAME') ?? (engine === 'postgres' ? [{ text: 'postgres' }] : undefined);
  return {
    kind: 'database',
    process,
    port: engine === 'postgres' ? 5432 : 3306,
    user,
    password: named('PASSWORD'),
    database: named('DB', 'DATABASE') ?? (engine === 'postgres' ? user : undefined),
  };
}

/** Reads what is known about a cache. */
export const toCache = (process: ImportedProcess): ImportedBacking => ({ kind: 'cache', process, port: 6379 });
