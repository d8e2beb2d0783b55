import { runnerHostAlarms } from '../../constructs/hosts/runner-host-alarms';
import type { RunnerHostsSpec } from '../../constructs/hosts/runner-hosts';
import type { AlarmSpec } from '../../constructs/observability/alarm';
import { runnerJobImage, runnerRelease } from '../../model/data/runner-release';
import type { Environment } from '../../model/environment';
import { pinnedReference } from '../../model/images';
import { jobMemoryMiB, jobsOnHost } from '../../model/job-memory';
import { resourceNames } from '../../model/naming';
import { runnerCacheBucket } from './runner-cache';

/**
 * Returns the hosts of the environment's runners, separate for each runner.
 *
 * @throws Error when the environment has no image for the architecture of a runner
 */
export function runnerHostSpecs(environment: Environment): readonly RunnerHostsSpec[] {
  const { hosts } = environment;
  const names = resourceNames(environment);
  return hosts.runners.map((runner): RunnerHostsSpec => {
    const { name, architecture, lifetime, purpose } = runner;
    const imageId = hosts.images[architecture];
    if (imageId === undefined) throw new Error(`hosts.images has no image for ${architecture}: name one`);
    return {
      name,
      gitlabUrl: runner.gitlab,
      groupName: names.roleName('runner-host', name),
      secretName: names.secret('runner-hosts', name),
      imageId,
      program: {
        url: `https://gitlab-runner-downloads.s3.amazonaws.com/v${runnerRelease.version}/binaries/gitlab-runner-linux-${architecture}`,
        sha256: runnerRelease.sha256[architecture],
      },
      instanceTypes: runner.instanceTypes,
      hosts: runner.hosts,
      jobs: jobsOnHost(runner),
      memoryMiB: jobMemoryMiB(runner),
      jobImage: pinnedReference(environment.images, runnerJobImage),
      volume: runner.volume,
      lifetimeDays: typeof lifetime === 'number' ? lifetime : lifetime.days,
      purpose:
        purpose === 'everybody'
          ? {
              kind: 'everybody',
              // Runners in the cluster have their caches below runner-<name>.
              cache: { bucketName: names.bucket(runnerCacheBucket.name), prefix: `host-${name}` },
            }
          : { kind: 'releases', images: purpose.releases },
    };
  });
}

/** Returns the alarms of the environment's runner hosts. */
export const hostsAlarms = (environment: Environment): readonly AlarmSpec[] =>
  runnerHostSpecs(environment).flatMap(runnerHostAlarms);
