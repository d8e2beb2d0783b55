import type { KubernetesObject } from '../../model/formats/kubernetes-object';
import { clusterApplications } from '../../cdk8s/cluster';
import { ProblemsError } from '../../model/problem';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import { fileProblem } from '../../model/file-problem';
import { claimPatterns } from '../../lib/operations/volumes/claim-patterns';
import { diskClasses } from '../../lib/operations/volumes/disk-class';
import { diskChanges, type DiskChange } from '../../lib/operations/volumes/volume-changes';
import { checkAccount } from '../aws/check-account';
import { Ec2Volumes } from '../aws/ec2-volumes';
import { homeKinds } from '../home-kinds';
import { loadedEnvironment } from '../loaded-environment';
import { table } from '../table';

export interface TuneVolumesOptions {
  /**
   * Whether to change the disks, and not only to print what differs.
   * @default false
   */
  readonly apply?: boolean;
}

/**
 * Compares the EBS volumes of an environment with its storage classes: I/O operations, throughput, and the tags by which AWS
 * Backup selects them. Changes them only with `apply`; the exit code is 1 when AWS refused a change.
 */
export async function tuneVolumes(name: string, { apply = false }: TuneVolumesOptions): Promise<void> {
  const { environment, facts } = loadedEnvironment(name);
  const objects: KubernetesObject[] = [];
  for await (const { files } of clusterApplications(environment, facts, homeKinds())) {
    objects.push(...Object.values(files).flat());
  }
  const classes = [...diskClasses(objects)];
  if (classes.length === 0) {
    const remedy = `deploy ${name}-storage, and record its facts`;
    throw new ProblemsError([fileProblem(`environments/${name}/facts.json`, 'has no storage classes yet', remedy)]);
  }
  await checkAccount(environment);
  const volumes = new Ec2Volumes(environment.region);
  const { changes, unknown } = diskChanges(await volumes.ofEnvironment(name), classes, [...claimPatterns(objects)]);

  console.log(table(['disk', 'claim', 'class', 'change'], changes.map(row)));
  for (const { volumeId, namespace, claim } of unknown) {
    console.log(`${volumeId} of ${namespace}/${claim} belongs to no storage class of the environment: not changed`);
  }
  if (!apply) {
    console.log(`\n${changes.length} to change${changes.length > 0 ? '; to do so: --apply' : ''}`);
    return;
  }
  const refused: AwsCallError[] = [];
  for (const change of changes) {
    try {
      await volumes.change(change);
    } catch (error) {
      if (!(error instanceof AwsCallError)) throw error;
      console.error(`${change.disk.volumeId}: ${error.message}`);
      refused.push(error);
    }
  }
  console.log(`\n${changes.length - refused.length} changed, ${refused.length} refused`);
  if (refused.length > 0) process.exitCode = 1;
}

const row = ({ disk, storageClass, figures, tags }: DiskChange): readonly string[] => [
  disk.volumeId,
  `${disk.namespace}/${disk.claim}`,
  storageClass,
  [
    ...(figures === undefined
      ? []
      : [`${disk.iops} → ${figures.iops} IOPS`, `${disk.throughputMiBps} → ${figures.throughputMiBps} MiB/s`]),
    ...Object.entries(tags).map(([key, value]) => `${key}: ${disk.tags[key] ?? 'none'} → ${value}`),
  ].join(', '),
];
