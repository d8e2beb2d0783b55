import { ownedPostgresParameters, parameterExtensions, postgresParameterKinds } from '../data/postgres-parameters';
import { findingIf, type Finding } from '../finding';
import { databaseSizes } from '../formats/database-sizes';
import { busyMemory, postgresMemory } from '../formats/postgres-memory';
import { wishedPostgresMemory } from '../formats/postgres-wishes';
import type { ParameterValue } from '../formats/parameter-text';
import type { PathStep } from '../problem';
import { parameterFindings } from './parameter-rules';

interface PostgresParameters {
  readonly size: keyof typeof databaseSizes.postgres;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly extensions: readonly string[];
}

/** Findings on the parameters of a PostgreSQL server: on each by itself, and on what they come to together. */
export const postgresParameterFindings = (
  { size, parameters, extensions }: PostgresParameters,
  path: readonly PathStep[],
): readonly Finding[] => {
  const wrong = parameterFindings(parameters, known, path);
  return [
    ...wrong,
    ...extensionFindings(parameters, extensions, path),
    // An amount that is wrong by itself would only be told twice.
    ...(wrong.length === 0 ? memoryFindings(size, parameters, path) : []),
  ];
};

const known = { of: 'PostgreSQL', kinds: postgresParameterKinds, owned: ownedPostgresParameters };

/** Findings on parameters of extensions that a server does not load. */
const extensionFindings = (
  parameters: PostgresParameters['parameters'],
  extensions: readonly string[],
  path: readonly PathStep[],
): readonly Finding[] =>
  Object.keys(parameters).flatMap((name) => {
    const needed = parameterExtensions[name.split('.')[0] ?? ''];
    return findingIf(
      needed !== undefined && !extensions.includes(needed),
      [...path, name],
      `is a parameter of ${needed ?? ''}, which the server does not load`,
      `add it to the extensions of a service’s own database, or remove it`,
    );
  });

const sizes = ['small', 'medium', 'large', 'xlarge'] as const;

/** Parameters that take memory. */
const memoryParameters = [
  'work_mem',
  'max_connections',
  'maintenance_work_mem',
  'max_locks_per_transaction',
  'max_pred_locks_per_transaction',
];

/** Finding on parameters that come to more memory than an instance has: the kernel would end it under load. */
function memoryFindings(
  size: PostgresParameters['size'],
  parameters: PostgresParameters['parameters'],
  path: readonly PathStep[],
): readonly Finding[] {
  const said = memoryParameters.find((name) => Object.hasOwn(parameters, name));
  if (said === undefined) return [];
  const wished = wishedPostgresMemory(parameters);
  const memory = postgresMemory(size, wished);
  const busy = busyMemory(memory);
  const { limit } = databaseSizes.postgres[size].memory;
  const fitting = sizes.find(
    (each) => busyMemory(postgresMemory(each, wished)) <= databaseSizes.postgres[each].memory.limit,
  );
  const { connections, sharedBuffers, workMem, maintenanceWorkMem } = memory;
  return findingIf(
    busy > limit,
    [...path, said],
    `comes to ${busy} MiB with the others when all are busy, and an instance of size ${size} has ${limit}: ${connections} connections with ${workMem} MiB each, ${maintenanceWorkMem} MiB for each of three workers of autovacuum, ${sharedBuffers} MiB of buffers, and locks`,
    `write less${fitting === undefined ? '' : `, or size: ${fitting}`}`,
  );
}
