import { callsOutFindings, nameFindings } from '../../../model/kinds/process-rules';
import { findingIf, type Finding } from '../../../model/finding';
import type { WebApplicationService } from './web-application-schema';

/** Findings on the migration, workers, jobs and outbound ports of a web application. */
export const processFindings = ({
  image,
  database,
  claim,
  volumes,
  migrate,
  workers,
  schedule,
  callsOut,
}: WebApplicationService): readonly Finding[] => [
  ...nameFindings(workers, 'workers', 'worker'),
  ...nameFindings(schedule, 'schedule', 'job'),
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
