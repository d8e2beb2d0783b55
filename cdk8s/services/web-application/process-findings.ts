import { callsOutFindings, nameFindings } from '../../../model/kinds/process-rules';
import { findingIf, type Finding } from '../../../model/finding';
import { routeSuffix } from '../../../model/formats/route-suffix';
import type { WebApplicationService } from './web-application-schema';

/** Findings on the migration, workers, jobs and outbound ports of a web application. */
export const processFindings = ({
  image,
  database,
  claim,
  volumes,
  metrics,
  migrate,
  workers,
  schedule,
  callsOut,
}: WebApplicationService): readonly Finding[] => [
  ...nameFindings(workers, 'workers', 'worker'),
  ...nameFindings(schedule, 'schedule', 'job'),
  ...workers.flatMap(workerFindings),
  ...pathFindings({ workers, metrics }),
  ...findingIf(
    migrate !== undefined && !image.includes('@sha256:'),
    ['migrate'],
    'asks for an image that stays what it is, but the builds of a tag are rolled out without a migration',
    'write the image with its digest, or have the application migrate by itself when it starts',
  ),
  ...findingIf(
    migrate !== undefined && database === undefined,
    ['migrate'],
    'has no database to bring up to the image',
    'add database: {}, or remove it',
  ),
  ...findingIf(
    [claim, ...volumes].some((each) => each?.sharing === 'one-pod') && workers.length > 0,
    ['workers'],
    'need the volume, which is a disk: a worker that holds it on one node keeps the web pod from moving to another',
    'write sharing: many-pods in the claim',
  ),
  ...callsOutFindings(callsOut),
];

/** Findings on what starts a worker, and on its port. */
const workerFindings = (
  { image, command, port, paths, alive }: WebApplicationService['workers'][number],
  index: number,
): readonly Finding[] => [
  ...findingIf(
    command === undefined && image === undefined,
    ['workers', index],
    'has neither a command nor an image, so it would be a second web pod',
    'add the command that starts it, or the image that starts by itself; for more web pods raise replicas',
  ),
  ...findingIf(
    port === undefined && paths.length > 0,
    ['workers', index, 'paths'],
    'has no port to which they could lead',
    'add the port that it listens on',
  ),
  ...findingIf(
    port === undefined && 'get' in alive,
    ['workers', index, 'alive', 'get'],
    'has no port that could answer',
    'add the port that it listens on, or write a command',
  ),
];

type Paths = Pick<WebApplicationService, 'workers' | 'metrics'>;

/** Findings on paths that lead to workers: each leads to one place, and its Route needs a name of its own. */
function pathFindings({ workers, metrics }: Paths): readonly Finding[] {
  const all = workers.flatMap(({ paths }, index) =>
    paths.map((path, place) => ({ path, at: ['workers', index, 'paths', place] })),
  );
  return all.flatMap(({ path, at }, index) => {
    const other = all.slice(0, index).find((each) => routeSuffix(each.path) === routeSuffix(path));
    return [
      ...findingIf(routeSuffix(path) === '', at, 'is every path, which leads to the web pods', 'name a path below it'),
      ...findingIf(path === metrics, at, 'is the path of the metrics, which is closed', 'choose another path'),
      ...findingIf(
        other !== undefined,
        at,
        other?.path === path ? 'leads to another worker too' : `differs from ${other?.path ?? ''} in signs alone`,
        'name each path once, with letters or digits of its own',
      ),
    ];
  });
}
