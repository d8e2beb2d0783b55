import type { PinnedImage, PinnedImages } from '../../../model/images';
import { lackingArchitectures } from './lacking-architectures';
import type { Registry } from './registry';
import type { WantedImage } from './wanted-images';

/** The change of one image; `before` is undefined for a new one. */
export interface ImageChange {
  readonly reference: string;
  readonly before?: PinnedImage;
  /** Undefined if nothing uses the image any more. */
  readonly after?: PinnedImage;
}

/** An image that could not be pinned, and the reason. */
export interface ImageFailure {
  readonly reference: string;
  readonly reason: string;
}

export interface PinnedResult {
  /** All images after the update, sorted by reference. */
  readonly images: PinnedImages;
  readonly changes: readonly ImageChange[];
  readonly failures: readonly ImageFailure[];
}

/** Images to look up: those without a digest (`missing`), all, or the references in the list. */
export type ImageSelection = 'missing' | 'all' | readonly string[];

/**
 * Asks registries for digests of images. If a registry does not answer, or an image is not built for every machine that may start
 * it, the image keeps its old digest. Images that nothing uses any more are removed.
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
