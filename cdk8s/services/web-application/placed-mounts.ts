import type { PathStep } from '../../../model/problem';
import { scratchPath, toMigration, type DeclaredScratch } from '../../../model/schema/service-processes';
import type { WebApplicationService } from './web-application-schema';

/** A path at which something is mounted that the application writes, and where it stands in the service. */
export interface PlacedMount {
  readonly path: string;
  readonly at: readonly PathStep[];
}

type Claim = NonNullable<WebApplicationService['claim']>;

/** Where a volume is mounted. */
export const claimMounts = ({ path }: Pick<Claim, 'path'>, at: readonly PathStep[]): readonly PlacedMount[] =>
  typeof path === 'string'
    ? [{ path, at: [...at, 'path'] }]
    : Object.keys(path).map((each) => ({ path: each, at: [...at, 'path', each] }));

/** Lists of scratch folders, of the service and of its processes, with their places. */
export const scratchLists = ({
  scratch,
  before,
  migrate,
  workers,
  schedule,
}: Pick<WebApplicationService, 'scratch' | 'before' | 'migrate' | 'workers' | 'schedule'>) => [
  { folders: scratch, at: ['scratch'] },
  ...before.map((job, index) => ({ folders: job.scratch ?? [], at: ['before', index, 'scratch'] })),
  { folders: (migrate && toMigration(migrate).scratch) ?? [], at: ['migrate', 'scratch'] },
  ...workers.map((worker, index) => ({ folders: worker.scratch ?? [], at: ['workers', index, 'scratch'] })),
  ...schedule.map((job, index) => ({ folders: job.scratch ?? [], at: ['schedule', index, 'scratch'] })),
];

/** Where scratch folders are mounted. */
export const scratchMounts = (folders: readonly DeclaredScratch[], at: readonly PathStep[]): readonly PlacedMount[] =>
  folders.map((folder, index) => ({ path: scratchPath(folder), at: [...at, 'scratch', index] }));
