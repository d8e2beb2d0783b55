import { connectCache } from './connect-cache';
import { connectDatabase } from './connect-database';
import { connectProcess, isNamedIn, type ProcessAddress } from './connect-process';
import type { ImportedProcess, ImportedVariable } from './imported-application';
import type { Notes } from './notes';
import type { PlannedBacking } from './plan-services';

/** What a process of the input can reach here, and what it cannot. */
export interface Reachable {
  readonly backings: readonly PlannedBacking[];
  readonly processes: readonly ProcessAddress[];
  /** Names of processes that it must not call, such as the main process of its own service. */
  readonly closed: readonly string[];
}

/** The variables of a process with what the platform provides in place of what the input provides. */
export function connectVariables(
  { variables }: Pick<ImportedProcess, 'variables'>,
  { backings, processes, closed }: Reachable,
  notes: Notes,
): readonly ImportedVariable[] {
  // The first of a kind is provided; see draft-provided.ts.
  const cache = backings.find(({ kind }) => kind === 'cache');
  const database = backings.find(({ kind }) => kind === 'database');
  return variables.map((variable) => {
    const { name, at } = variable;
    const provided = (cache && connectCache(variable, cache)) ?? (database && connectDatabase(variable, database));
    if (provided !== undefined) return { ...variable, value: provided, isSecret: false };
    const value = processes.reduce((before, process) => connectProcess(before, process) ?? before, variable.value);
    if (closed.length > 0 && isNamedIn(variable.value, closed)) {
      notes.add(
        at,
        `variable ${name}`,
        'names a process that this one cannot call here',
        'write the address by which people reach it, or have it called the other way round',
      );
    }
    return { ...variable, value };
  });
}
