import { bootImageOwner } from '../../model/data/boot-images';
import type { Architecture } from '../../model/data/instance-families';
import type { Facts } from '../../model/facts';
import { ProblemsError, type Problem } from '../../model/problem';
import type { MachineImage, MachineImageCatalog } from './machine-images-catalog';
import { machineImageFaults } from './machine-images-faults';

/** An image from which machines of an architecture should start; EC2 was not asked yet whether it is suitable. */
export interface WantedMachineImage {
  readonly architecture: Architecture;
  readonly by: { readonly name: string } | { readonly imageId: string };
  /** Makes a problem about the image, located where the person named it. */
  readonly problem: (reason: string) => Problem;
}

/** Boot images of one release, as in the facts. */
export type ReleaseMachineImages = NonNullable<Facts['machineImages'][keyof Facts['machineImages']]>;

/** Boot images that EC2 has and that are suitable. */
export interface VerifiedMachineImages {
  readonly images: ReleaseMachineImages;
  /** EC2's description of each image, in the order of the wanted images. */
  readonly described: readonly MachineImage[];
}

/**
 * Looks up each wanted image in EC2, and checks its publisher, architecture and state and whether current instance
 * types can start from it.
 *
 * @throws ProblemsError with all problems of all images.
 * @throws AwsCallError when EC2 does not answer.
 */
export async function verifiedMachineImages(
  wanted: readonly WantedMachineImage[],
  catalog: MachineImageCatalog,
): Promise<VerifiedMachineImages> {
  const images: Partial<Record<Architecture, { imageId: string; name: string }>> = {};
  const described: MachineImage[] = [];
  const problems: Problem[] = [];
  for (const { architecture, by, problem } of wanted) {
    const found = 'name' in by ? await catalog.named(bootImageOwner, by.name) : await catalog.withIds([by.imageId]);
    const [image, ...others] = found;
    const asked = 'name' in by ? by.name : by.imageId;
    if (image === undefined) {
      problems.push(problem(`${asked} is not an image that this account sees in the region`));
    } else if (others.length > 0) {
      const ids = found.map(({ imageId }) => imageId).sort();
      problems.push(problem(`${asked} is the name of ${found.length} images: ${ids.join(', ')}`));
    } else {
      const label = `${image.imageId} (${image.name})`;
      problems.push(...machineImageFaults(image, architecture).map((fault) => problem(`${label} ${fault}`)));
      images[architecture] = { imageId: image.imageId, name: image.name };
      described.push(image);
    }
  }
  if (problems.length > 0) throw new ProblemsError(problems);
  return { images, described };
}
