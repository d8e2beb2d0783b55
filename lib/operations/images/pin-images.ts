import type { PinnedImage, PinnedImages } from '../../../model/images';
import { lackingArchitectures } from './lacking-architectures';
import type { Registry } from './registry';
import type { WantedImage } from './wanted-images';

/** What became of one image. */
export interface ImageChange {
  readonly reference: string;
  readonly before?: PinnedImage;
  /** Left out where nothing needs the image any more. */
  readonly after?: PinnedImage;
}

/** An image that stays as it is, and in words why. */
export interface ImageFailure {
  readonly reference: string;
  readonly reason: string;
}

export interface PinnedResult {
  /** All images as they will be, in order. */
  readonly images: PinnedImages;
  readonly changes: readonly ImageChange[];
  readonly failures: readonly ImageFailure[];
}

/** Which images are asked about: those that have no digest yet, or those named, or all. */
export type ImageSelection = 'missing' | 'all' | readonly string[];

/**
 * Asks registries about images. One that does not answer, or has no image for every machine that may start it, leaves what is
 * known of its image as it is; images that nothing needs any more go.
 */
export async function pinImages(
  known: PinnedImages,
  wanted: readonly WantedImage[],
  which: ImageSelection,
  registry: Registry,
): Promise<PinnedResult> {
  const images: Record<string, PinnedImage> = {};
  const failures: ImageFailure[] = [];
  for (const image of wanted) {
    const { reference } = image;
    const before = known[reference];
    if (before !== undefined) images[reference] = before;
    const asks = which === 'all' || (which === 'missing' ? before === undefined : which.includes(reference));
    if (!asks) continue;
    const answer = await registry.ask(reference, before);
    const reason = 'failed' in answer ? answer.failed : lackingArchitectures(answer, image);
    if (reason !== undefined) failures.push({ reference, reason });
    else if (!('failed' in answer)) images[reference] = answer;
  }
  const references = [...new Set([...Object.keys(known), ...Object.keys(images)])].sort();
  const changes = references
    .map((reference): ImageChange => ({ reference, before: known[reference], after: images[reference] }))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
  return { images, changes, failures };
}
