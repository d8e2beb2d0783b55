import type { ImportedProcess } from './imported-application';
import type { Place } from './place';
import type { PlannedJobs } from './plan-jobs';
import type { PlannedService } from './plan-services';

/** Where settings, database, cache, workers and jobs of a drafted service stand in the input, by their path in the service. */
export function draftPlaces(
  { main, workers, backings }: Pick<PlannedService, 'main' | 'workers' | 'backings'>,
  { before, migration, scheduled }: PlannedJobs,
): Readonly<Record<string, Place>> {
  const settings = [main, ...workers]
    .flatMap(({ variables }) => variables)
    .map(({ name, at }) => [`settings.${name}`, at] as const);
  return Object.fromEntries([
    ...[...settings].reverse(),
    ...listPlaces('workers', workers),
    ...listPlaces('before', before),
    ...listPlaces('schedule', scheduled),
    ...(migration === undefined ? [] : processPlaces('migrate', migration)),
    ...[...backings].reverse().map(({ kind, process }) => [kind, process.at] as const),
  ]);
}

const listPlaces = (list: string, processes: readonly ImportedProcess[]) =>
  processes.flatMap((process, index) => processPlaces(`${list}[${index}]`, process));

const processPlaces = (path: string, { at, variables }: ImportedProcess): readonly (readonly [string, Place])[] => [
  [path, at],
  ...variables.map(({ name, at: place }) => [`${path}.settings.${name}`, place] as const),
];
