import type { WishedMemory } from './postgres-memory';
import { parameterText, parseKilobytes, type ParameterValue } from './parameter-text';

/** What the parameters of a PostgreSQL server say about memory; what they leave out follows from its size. */
export function wishedPostgresMemory(parameters: Readonly<Record<string, ParameterValue>>): WishedMemory {
  const text = (name: string): string | undefined => {
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    return value === undefined ? undefined : parameterText(value);
  };
  const count = (name: string): number | undefined => {
    const number = Number(text(name) ?? Number.NaN);
    return Number.isInteger(number) && number > 0 ? number : undefined;
  };
  const mebibytes = (name: string): number | undefined => {
    const amount = parseKilobytes(text(name) ?? '');
    return amount === undefined ? undefined : amount / 1024;
  };
  const [locks, predicateLocks] = [count('max_locks_per_transaction'), count('max_pred_locks_per_transaction')];
  return {
    connections: count('max_connections'),
    workMem: mebibytes('work_mem'),
    maintenanceWorkMem: mebibytes('maintenance_work_mem'),
    locks: locks === undefined && predicateLocks === undefined ? undefined : (locks ?? 64) + (predicateLocks ?? 64),
  };
}
