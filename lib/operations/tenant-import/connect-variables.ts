import { connectCache } from './connect-cache';
import { connectDatabase } from './connect-database';
import { connectProcess, isAddressAlone, isNamedIn, mayCall, type ProcessAddress } from './connect-process';
import type { ImportedProcess, ImportedVariable } from './imported-application';
import type { Notes } from './notes';
import type { PlannedBacking } from './plan-services';

/** What a process of the input can reach here, and what it cannot. */
export interface Reachable {
  readonly backings: readonly PlannedBacking[];
  readonly processes: readonly ProcessAddress[];
  /** Names of processes that it must not call, such as workers of another service. */
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
    if (!mayCall(variable)) return variable;
    const callee = processes.find((process) => portNames(process, variables).includes(name));
    if (callee !== undefined) return { ...variable, value: connectPort(variable, callee, notes) };
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

/** Names of the variables for the port of a process whose host has a variable of its own, like `SEARCH_PORT` beside `SEARCH_HOST`. */
const portNames = ({ addresses }: ProcessAddress, variables: readonly ImportedVariable[]): readonly string[] =>
  variables
    .filter((variable) => mayCall(variable) && isAddressAlone(variable.value, addresses))
    .flatMap(({ name }) => {
      const stem = name.replace(/_?(HOST|HOSTNAME|SERVER|ADDR|ADDRESS)$/i, '');
      return [`${stem}_PORT`, `${stem}PORT`];
    });

/** The number at the Service for a port that the input says apart from its host. */
function connectPort({ name, value, at }: ImportedVariable, { http, ports, service }: ProcessAddress, notes: Notes) {
  const number = Number(value.map((piece) => ('text' in piece ? piece.text : '?')).join(''));
  if (number === http) return [{ text: '80' }];
  if (!ports.includes(number)) {
    notes.add(
      at,
      `variable ${name}`,
      `is a port at which the input says nothing of ${service}`,
      'write it under ports of that process, where it has its own number; its port of HTTP is 80 at the Service',
    );
  }
  return value;
}
