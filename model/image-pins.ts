import { pinnedReference, type PinnedImages } from './images';

/** Images that stay as they were read, and which of them were asked for while an environment was rendered. */
export class ImagePins {
  private readonly wanted = new Set<string>();

  constructor(private readonly images: PinnedImages) {}

  /** The image with its digest, or as it is written while none is known. */
  pinned(reference: string): string {
    if (!reference.includes('@')) this.wanted.add(reference);
    return pinnedReference(this.images, reference);
  }

  /** Every reference that was asked for and has no digest of its own, in order. */
  get asked(): readonly string[] {
    return [...this.wanted].sort();
  }

  /** Those of them that still go by their tag. */
  get unpinned(): readonly string[] {
    return this.asked.filter((reference) => this.images[reference] === undefined);
  }
}
