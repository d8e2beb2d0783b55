import { instanceCapacity } from './data/instance-capacity';
import type { RunnerHost } from './environment';

/** MiB that the system and the runner itself keep. */
const kept = 1024;

/** Jobs at the same time on a host. */
export const jobsOnHost = ({ jobs, purpose }: Pick<RunnerHost, 'jobs' | 'purpose'>): number =>
  purpose === 'everybody' ? (jobs ?? 4) : 1;

/** MiB that each job may use on the smallest of the runner's instance types, so that none takes the host down. */
export function jobMemoryMiB(runner: Pick<RunnerHost, 'jobs' | 'purpose' | 'instanceTypes'>): number {
  const memory = runner.instanceTypes.map((type) => instanceCapacity(type)?.memoryMiB ?? 0);
  return Math.floor((Math.min(...memory) - kept) / jobsOnHost(runner));
}
