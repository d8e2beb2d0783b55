import type { ImportedProcess } from './imported-application';
import type { Notes } from './notes';

/** The jobs of a service by the time at which they run. */
export interface PlannedJobs {
  /** At each start of a web pod, in this order. */
  readonly before: readonly ImportedProcess[];
  /** @default none */
  readonly migration?: ImportedProcess;
  readonly scheduled: readonly ImportedProcess[];
}

export interface JobPlanProps {
  readonly jobs: readonly ImportedProcess[];
  /** The web process of the service. */
  readonly main: ImportedProcess;
  /** Whether the service can have a migration: its image has a digest, and it has a database. */
  readonly canMigrate: boolean;
  readonly notesFor: (process: ImportedProcess) => Notes;
}

/** Most jobs before a web pod. */
const mostBefore = 8;

/** Decides when each job runs, and tells those that the draft cannot have. */
export function planJobs({ jobs, main, canMigrate, notesFor }: JobPlanProps): PlannedJobs {
  const once = jobs.filter(({ runs }) => runs === 'once');
  const ordered = inOrder(once, main);
  const migration = canMigrate ? ordered.find((job) => isMigration(job, once)) : undefined;
  const others = ordered.filter((job) => job !== migration);
  const told = (job: ImportedProcess, why: string, remedy: string) =>
    notesFor(job).add(job.at, `process ${job.name}`, why, remedy);
  for (const job of once) {
    if (!ordered.includes(job))
      told(
        job,
        'runs once, after the web process has started, and jobs run before it',
        'have the application do it when it starts, or run it by hand with oc rsh',
      );
  }
  for (const job of others.slice(mostBefore))
    told(job, `at most ${mostBefore} jobs run before a web pod`, 'run it in one of the others');
  return {
    before: others.slice(0, mostBefore),
    migration,
    scheduled: jobs.filter(({ runs }) => typeof runs === 'object'),
  };
}

/** Jobs behind those that they wait for, without those that come after the web process, which waits for all of them here. */
function inOrder(jobs: readonly ImportedProcess[], main: ImportedProcess): readonly ImportedProcess[] {
  const ordered: ImportedProcess[] = [];
  const isReady = (job: ImportedProcess) =>
    !/(^|[-_])post([-_]|$)/i.test(job.name) &&
    !job.waitsFor.includes(main.name) &&
    jobs.every((other) => !job.waitsFor.includes(other.name) || ordered.includes(other));
  for (;;) {
    const next = jobs.find((job) => !ordered.includes(job) && isReady(job));
    if (next === undefined) return ordered;
    ordered.push(next);
  }
}

/** Whether a job can be the migration, which comes before all other jobs, and which has no volumes. */
const isMigration = (
  { name, image = '', command = [], args = [], mounts, waitsFor }: ImportedProcess,
  once: readonly ImportedProcess[],
): boolean =>
  /migrat|upgrade|db/i.test([name, ...command, ...args].join(' ')) &&
  image.includes('@') &&
  mounts.length === 0 &&
  !once.some((other) => waitsFor.includes(other.name));
