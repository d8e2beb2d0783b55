import type { Environment } from '../../model/environment';
import type { Facts } from '../../model/facts';
import {
  verifiedMachineImages,
  type ReleaseMachineImages,
  type VerifiedMachineImages,
} from '../../lib/operations/machine-images';
import { machineImagesByName } from '../../lib/operations/machine-images-by-name';
import { streamMachineImages } from '../../lib/operations/stream-machine-images';
import { checkAccount } from '../aws/check-account';
import { Ec2MachineImages } from '../aws/ec2-machine-images';
import { environmentFile } from '../environment-file';
import { loadedEnvironment } from '../loaded-environment';
import { readSource } from '../read-source';
import { table } from '../table';
import { writeFacts } from '../write-facts';

export interface UpdateMachineImagesOptions {
  /**
   * File with the output of `openshift-install coreos print-stream-json`.
   * @default images are found by the names in `model/data/boot-images.ts`
   */
  readonly stream?: string;
}

/**
 * Looks up the boot images of the environment's release in EC2, records those that are suitable, and prints what
 * changes and when.
 */
export async function updateMachineImages(name: string, { stream }: UpdateMachineImagesOptions): Promise<void> {
  const { environment, facts } = loadedEnvironment(name);
  const wanted =
    stream === undefined
      ? machineImagesByName(environment, environmentFile(name))
      : streamMachineImages(
          environment,
          readSource(stream, 'make it with: openshift-install coreos print-stream-json > <file>'),
        );
  await checkAccount(environment);
  const verified = await verifiedMachineImages(wanted, new Ec2MachineImages(environment.region));

  const { release } = environment.cluster;
  const before = facts.machineImages?.[release] ?? {};
  console.log(`machine images of OpenShift ${release} in ${environment.region}`);
  console.log(changes(before, verified));
  if (JSON.stringify(before) === JSON.stringify(verified.images)) {
    console.log('nothing changes');
    return;
  }
  const file = writeFacts(environment, {
    before: facts,
    after: { ...facts, machineImages: withRelease(facts, release, verified.images) },
    mayReplace: ['machineImages'],
  });
  console.log(`\nrecorded in ${file}`);
  for (const line of consequences(facts)) console.log(line);
}

function changes(before: ReleaseMachineImages, { images, described }: VerifiedMachineImages): string {
  const rows = (['amd64', 'arm64'] as const).flatMap((architecture) => {
    const [old, now] = [before[architecture], images[architecture]];
    if (old === undefined && now === undefined) return [];
    const deprecatedFrom = described.find(({ imageId }) => imageId === now?.imageId)?.deprecatedFrom ?? 'no day set';
    return [[architecture, old?.imageId ?? 'none', now?.imageId ?? 'none', now?.name ?? '', deprecatedFrom]];
  });
  return table(['architecture', 'before', 'now', 'name', 'deprecated from'], rows);
}

/** Sorts releases, so that the same facts give the same bytes. */
function withRelease(
  { machineImages = {} }: Partial<Facts>,
  release: Environment['cluster']['release'],
  images: ReleaseMachineImages,
): Facts['machineImages'] {
  const all = Object.entries({ ...machineImages, [release]: images });
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function consequences({ controlPlane = {} }: Partial<Facts>): readonly string[] {
  const machines = Object.entries(controlPlane).map(([zone, { imageId }]) => `${zone} ${imageId}`);
  return [
    ...(machines.length === 0 ? [] : [`control-plane machines keep theirs until replaced: ${machines.join(', ')}`]),
    'pools start their next machine from the new image; machines that run stay as they are',
    'next: npm start, review the change of rendered/, commit it together with facts.json',
  ];
}
