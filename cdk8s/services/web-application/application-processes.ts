import type { Construct } from 'constructs';
import type { ImageUpdates } from '../../base/pods/app-image';
import type { PodSize } from '../../base/pods/pod-size';
import type { ApplicationRuntime } from '../../base/pods/process-pod';
import type { WebApplicationProps } from '../../base/web-application-props';
import { Migration } from './migration';
import { scratchFor, type ProcessCommand } from './process-command';
import { ScheduledJob, type ScheduledCommand } from './scheduled-job';
import { Worker, type WorkerCommand } from './worker';

type Variables = WebApplicationProps['variables'];

export interface ApplicationProcessesProps {
  /** What the web pods have; each process takes from it what it does not say itself. */
  readonly runtime: ApplicationRuntime;
  /** How images of their own get newer builds. */
  readonly updates: ImageUpdates;
  /** Size of the pod of the migration, which is that of the web pods. */
  readonly size: PodSize;
  /**
   * What migrates the database before pods of a new image start.
   * @default nothing
   */
  readonly migrate?: ProcessCommand;
  readonly workers: readonly WorkerCommand[];
  /**
   * Seconds in which a request at one of the hosts of a worker has to be answered.
   * @default the routers' 30
   */
  readonly timeoutSeconds?: number;
  readonly schedule: readonly ScheduledCommand[];
  /** Returns the variables of a process with these settings; `directly` with the address of the database without its pooler. */
  readonly variablesWith: (settings?: Readonly<Record<string, string>>, directly?: 'directly') => Variables;
}

/** Adds the processes of an application that run in pods of their own. */
export function addApplicationProcesses(
  scope: Construct,
  { runtime, updates, size, migrate, workers, timeoutSeconds, schedule, variablesWith }: ApplicationProcessesProps,
): void {
  if (migrate !== undefined) {
    const own = {
      variables: variablesWith(migrate.settings, 'directly'),
      scratch: scratchFor(migrate, runtime.scratch),
    };
    new Migration(scope, 'migration', { runtime: { ...runtime, ...own }, migration: migrate, size });
  }
  const toOwn = (process: ProcessCommand) => ({
    variables: variablesWith(process.settings),
    scratch: scratchFor(process, runtime.scratch),
  });
  for (const worker of workers) {
    const own = { ...runtime, ...toOwn(worker) };
    new Worker(scope, `worker-${worker.name}`, { runtime: own, worker, updates, timeoutSeconds });
  }
  for (const job of schedule) {
    const own = { ...runtime, ...toOwn(job) };
    new ScheduledJob(scope, `job-${job.name}`, { runtime: own, job, updates });
  }
}
