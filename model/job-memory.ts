import { instanceCapacity } from './data/instance-capacity';
import type { RunnerHost } from './environment';

/** MiB that the operating system and the runner itself need. */
const kept = 1024;

/** Number of jobs that a host runs at the same time. */
export const jobsOnHost = ({ jobs, purpose }: Pick<RunnerHost, 'jobs' | 'purpose'>): number =>
  purpose === 'everybody' ? (jobs ?? 4) : 1;

/** MiB of memory that each job may use, by the smallest of the runner's instance types, so that no job exhausts the host. */
export function jobMemoryMiB(runner: Pick<RunnerHost, 'jobs' | 'purpose' | 'instanceTypes'>): number {
  const memory = runner.instanceTypes.map((type) => instanceCapacity(type)?.memoryMiB ?? 0);
  return Math.floor((Math.min(...memory) - kept) / jobsOnHost(runner));
}
