import type { KindRuleContext } from '../../../model/kinds/kind-rule-context';
import { callsOutFindings, nameFindings } from '../../../model/kinds/process-rules';
import { findingIf, type Finding } from '../../../model/finding';
import { formatPath, type PathStep } from '../../../model/problem';
import { routeSuffix } from '../../../model/formats/route-suffix';
import { metricsBeside } from '../../../model/schema/metrics';
import { toMigration } from '../../../model/schema/service-processes';
import { mountFindings } from './mount-findings';
import { serviceProcesses } from './placed-processes';
import type { WebApplicationService } from './web-application-schema';
import { workerFindings } from './worker-findings';

/** Findings on the processes of a web application besides the one that answers, and on the ports that they call. */
export function processFindings(
  service: WebApplicationService,
  around: Pick<KindRuleContext, 'hasHosts'>,
): readonly Finding[] {
  const { before, workers, schedule, callsOut } = service;
  return [
    ...nameFindings(before, 'before', 'job'),
    ...nameFindings(workers, 'workers', 'worker'),
    ...nameFindings(schedule, 'schedule', 'job'),
    ...startFindings(service),
    ...workers.flatMap((worker, index) => workerFindings(worker, ['workers', index])),
    ...pathFindings(service),
    ...migrationFindings(service),
    ...mountFindings(service),
    ...callsOutFindings(callsOut, around),
  ];
}

/** A process without all of these would start what the web process does. */
const startFindings = (service: WebApplicationService): readonly Finding[] =>
  serviceProcesses(service).flatMap(({ at, isSaid }) => {
    const isWorker = at[0] === 'workers';
    return findingIf(
      !isSaid,
      at,
      `has neither a command nor an image, so it would ${isWorker ? 'be a second web pod' : 'start what the web pods do'}`,
      `add the command that starts it, or the image that starts by itself${isWorker ? '; for more web pods raise replicas' : ''}`,
    );
  });

/** A migration runs before the pods of a new image, which only an image by digest can wait for. */
function migrationFindings({ image, database, migrate }: WebApplicationService): readonly Finding[] {
  if (migrate === undefined) return [];
  const { image: own } = toMigration(migrate);
  return [
    ...findingIf(
      !image.includes('@sha256:'),
      ['migrate'],
      'needs an image with a digest, because new builds of a tag are rolled out without a migration',
      'write the image with its digest, or have the application migrate by itself when it starts',
    ),
    ...findingIf(
      own?.includes('@sha256:') === false,
      ['migrate', 'image'],
      'names a tag, which could move before the migration',
      'write the image with its digest',
    ),
    ...findingIf(database === undefined, ['migrate'], 'has no database to migrate', 'add database: {}, or remove it'),
  ];
}

type Paths = Pick<WebApplicationService, 'ports' | 'workers' | 'metrics'>;

/** Findings on paths that lead to workers and further ports: each leads to one place, and its Route needs a name of its own. */
function pathFindings({ ports, workers, metrics }: Paths): readonly Finding[] {
  const all = [...placedPaths(ports, ['ports']), ...placedPaths(workers, ['workers'])].concat(
    workers.flatMap((worker, index) => placedPaths(worker.ports, ['workers', index, 'ports'])),
  );
  return all.flatMap(({ path, at }, index) => {
    const other = all.slice(0, index).find((each) => routeSuffix(each.path) === routeSuffix(path));
    return [
      ...findingIf(
        routeSuffix(path) === '',
        at,
        'is every path, which leads to the port of the service',
        'name a path below it',
      ),
      ...findingIf(
        path === metricsBeside(metrics),
        at,
        'is the path of the metrics, which is closed',
        'choose another path',
      ),
      ...findingIf(
        other !== undefined,
        at,
        other?.path === path
          ? `leads to ${formatPath(other.at.slice(0, -2))} too`
          : `differs from ${other?.path ?? ''} only in punctuation`,
        'name each path once, with other letters or digits',
      ),
    ];
  });
}

const placedPaths = (
  list: readonly { readonly paths: readonly string[] }[],
  at: readonly PathStep[],
): readonly { readonly path: string; readonly at: readonly PathStep[] }[] =>
  list.flatMap(({ paths }, index) => paths.map((path, place) => ({ path, at: [...at, index, 'paths', place] })));
