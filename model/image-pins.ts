import { pinnedReference, type PinnedImages } from './images';

/** The pinned images of an environment; it records which images are used while the environment is rendered. */
export class ImagePins {
  private readonly wanted = new Set<string>();

  constructor(private readonly images: PinnedImages) {}

  /** The image with its digest; unchanged if no digest is known. Records the reference as used. */
  pinned(reference: string): string {
    if (!reference.includes('@')) this.wanted.add(reference);
    return pinnedReference(this.images, reference);
  }

  /** All references that were used and contain no digest themselves, sorted. */
  get asked(): readonly string[] {
    return [...this.wanted].sort();
  }

  /** The used references without a known digest. */
  get unpinned(): readonly string[] {
    return this.asked.filter((reference) => this.images[reference] === undefined);
  }
}
