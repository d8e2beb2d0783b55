import { instanceCapacity } from '../data/instance-capacity';
import type { RunnerHost } from '../environment';
import { jobMemoryMiB } from '../job-memory';
import type { PathStep } from '../problem';
import { diskFindings } from './disk-rules';
import { findingIf, repeatFindings, type Finding } from '../finding';
import type { EnvironmentFile } from './findings';
import { instanceTypeFindings } from './instance-type-rules';

/** What must hold for hosts of runners. */
export function runnerHostFindings(environment: EnvironmentFile): readonly Finding[] {
  const { runners } = environment.hosts;
  const path = ['hosts', 'runners'];
  return [
    ...findingIf(
      runners.length > 0 && !environment.network.additionalTiers.includes('hosts'),
      path,
      'has no subnets besides the cluster’s',
      'write network.additionalTiers: [hosts]',
    ),
    ...repeatFindings(
      runners.map(({ name }) => name),
      (index) => [...path, index, 'name'],
      (first) => `repeats the name of hosts.runners[${first}]`,
      'give each runner a name of its own: its hosts, role and token have this name',
    ),
    ...runners.flatMap((runner, index) => runnerFindings(runner, environment, [...path, index])),
  ];
}

function runnerFindings(runner: RunnerHost, { hosts }: EnvironmentFile, path: readonly PathStep[]): readonly Finding[] {
  const { architecture, instanceTypes, jobs, purpose, volume } = runner;
  return [
    ...findingIf(
      hosts.images[architecture] === undefined,
      [...path, 'architecture'],
      `is ${architecture}, which hosts.images has no image for`,
      `write hosts.images.${architecture}, the id of a Fedora CoreOS image`,
    ),
    ...instanceTypes.flatMap((type, index) =>
      instanceTypeFindings(type, { what: 'the runner', architecture }, [...path, 'instanceTypes', index]),
    ),
    ...repeatFindings(
      instanceTypes,
      (index) => [...path, 'instanceTypes', index],
      (first) => `repeats instanceTypes[${first}]`,
      'name each type once',
    ),
    ...findingIf(
      purpose !== 'everybody' && jobs !== undefined,
      [...path, 'jobs'],
      'is set for a runner for releases, whose hosts take one job each and are then replaced',
      'omit it, and set hosts to the number of releases that can be built at the same time',
    ),
    ...findingIf(
      instanceTypes.every((type) => instanceCapacity(type) !== undefined) && jobMemoryMiB(runner) < leastJobMemory,
      [...path, jobs === undefined ? 'instanceTypes' : 'jobs'],
      `leaves each job ${Math.max(0, jobMemoryMiB(runner))} MiB of memory`,
      `choose larger instance types or fewer jobs, so that each has ${leastJobMemory} MiB`,
    ),
    ...diskFindings(volume, [...path, 'volume']),
  ];
}

/** MiB below which no build of anything gets far. */
const leastJobMemory = 1024;
