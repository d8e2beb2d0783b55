import { z } from 'zod';
import type { Immutable } from './immutable';
import { refusal } from './schema/fields';

/** Architectures of machines that images are built for, in the words of image registries. */
export const imageArchitectures = ['amd64', 'arm64'] as const;

/** What a registry answered about an image. */
const pinnedImageSchema = z.strictObject({
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, refusal('is not a digest', 'have it written by: npm run commons -- images pin'))
    .describe('SHA-256 of its manifest'),
  architectures: z.array(z.enum(imageArchitectures)).min(1).describe('architectures that it was built for'),
});

/** Contents of `images.yaml`, which `commons images` writes: digests by the references that files and programs name. */
export const imagesFileSchema = z.record(
  z
    .string()
    .regex(
      /^[a-z0-9.-]+\.[a-z]+(:[1-9]\d{0,4})?(\/[a-z0-9._-]+)+:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/,
      refusal('is not an image with its registry and a tag', 'have it written by: npm run commons -- images pin'),
    ),
  pinnedImageSchema,
);

/** An image as a registry knows it. */
export type PinnedImage = Immutable<z.output<typeof pinnedImageSchema>>;

/** Images of an environment by the reference that is written. */
export type PinnedImages = Readonly<Record<string, PinnedImage>>;

/** Whether a reference has a digest, which says what it is for ever. */
export const hasDigest = (reference: string): boolean => reference.includes('@sha256:');

/**
 * An image with its digest, or as it is written while none is known. The tag stays in front of the digest for people: CRI-O
 * leaves it out (cri-o/cri-o#3060).
 */
export function pinnedReference(images: PinnedImages, reference: string): string {
  const known = images[reference];
  return known === undefined ? reference : `${reference}@${known.digest}`;
}
