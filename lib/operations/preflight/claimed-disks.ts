import { z } from 'zod';
import { podGroups } from '../../../model/workloads/pod-groups';
import { toMebibytes } from '../../../model/workloads/quantity';
import { sum } from '../../../model/sum';
import { qualifiedKind, type RenderedObject } from '../../rendered';
import { ebsClasses } from '../capacity/ebs-classes';

const sizeSchema = z.looseObject({ size: z.string() });

const gitlabSchema = z.looseObject({
  spec: z.looseObject({
    chart: z.looseObject({
      values: z.looseObject({
        global: z.looseObject({ gitaly: z.looseObject({ internal: z.looseObject({ names: z.array(z.string()) }) }) }),
        gitlab: z.looseObject({
          gitaly: z.looseObject({ persistence: sizeSchema }),
          toolbox: z.looseObject({
            backups: z.looseObject({ cron: z.looseObject({ persistence: sizeSchema }) }),
          }),
        }),
      }),
    }),
  }),
});

/**
 * GiB of the disks that the cluster makes for claims, databases and shards of GitLab. Those of its logs and metrics are not counted: their
 * operators choose the size of some, and all together they have a few hundred GiB.
 *
 * @param objects all objects of the environment
 */
export function claimedDisks(objects: readonly RenderedObject[]): number {
  const isDisk = ebsClasses(objects);
  const claimed = podGroups(objects).map(
    ({ count, volumes }) =>
      count * sum(volumes.filter(({ storageClass }) => isDisk(storageClass)).map(({ size }) => toMebibytes(size ?? 0))),
  );
  const gitlab = objects.filter((object) => qualifiedKind(object) === 'apps.gitlab.com/GitLab').map(gitlabDisks);
  return (sum(claimed) + sum(gitlab)) / 1024;
}

/** MiB of the disks of repositories, and of the one on which a backup is put together. */
function gitlabDisks(object: RenderedObject): number {
  const { global, gitlab } = gitlabSchema.parse(object).spec.chart.values;
  return (
    global.gitaly.internal.names.length * toMebibytes(gitlab.gitaly.persistence.size) +
    toMebibytes(gitlab.toolbox.backups.cron.persistence.size)
  );
}
