import { z } from 'zod';
import { imagePatterns } from './formats/image-patterns';
import type { Immutable } from './immutable';
import { refusal } from './schema/fields';

/** Processor architectures that images are built for, as image registries name them. */
export const imageArchitectures = ['amd64', 'arm64'] as const;

/** Digest and architectures of an image, from its registry. */
const pinnedImageSchema = z.strictObject({
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, refusal('is not a digest', 'have it written by: npm run commons -- images pin'))
    .describe('SHA-256 digest of its manifest'),
  architectures: z.array(z.enum(imageArchitectures)).min(1).describe('architectures that it was built for'),
});

/** Contents of `images.yaml`, which `commons images pin` and `update` write: digests by image reference. */
export const imagesFileSchema = z.record(
  z
    .string()
    .regex(
      new RegExp(`^${imagePatterns.repository}:${imagePatterns.tag}$`),
      refusal('is not an image with its registry and a tag', 'have it written by: npm run commons -- images pin'),
    ),
  pinnedImageSchema,
);

/** A pinned image: its digest and architectures. */
export type PinnedImage = Immutable<z.output<typeof pinnedImageSchema>>;

/** Pinned images of an environment, by image reference. */
export type PinnedImages = Readonly<Record<string, PinnedImage>>;

/** Whether a reference has a digest, so that it always means the same image. */
export const hasDigest = (reference: string): boolean => reference.includes('@sha256:');

/**
 * The reference with its digest; unchanged if no digest is known. The tag stays in front of the digest for people; CRI-O ignores
 * it (cri-o/cri-o#3060).
 */
export function pinnedReference(images: PinnedImages, reference: string): string {
  const known = images[reference];
  return known === undefined ? reference : `${reference}@${known.digest}`;
}
