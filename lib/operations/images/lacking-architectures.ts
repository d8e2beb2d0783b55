import type { PinnedImage, PinnedImages } from '../../../model/images';
import type { Finding } from '../../../model/finding';
import type { WantedImage } from './wanted-images';

/**
 * Message that names the architectures for which an image was not built, although it may start on such machines;
 * undefined if there are none.
 */
export function lackingArchitectures(
  { architectures: built }: PinnedImage,
  { architectures: needed }: WantedImage,
): string | undefined {
  const lacking = needed.filter((each) => !built.includes(each));
  return lacking.length === 0
    ? undefined
    : `was built only for ${built.join(' and ')}, and may start on machines with ${lacking.join(' and ')}`;
}

/**
 * Findings for images of `images.yaml` that were not built for all machines on which they may start, for example
 * because a pool was added later.
 */
export const architectureFindings = (images: PinnedImages, wanted: readonly WantedImage[]): readonly Finding[] =>
  wanted.flatMap((each) => {
    const known = images[each.reference];
    const reason = known && lackingArchitectures(known, each);
    return reason === undefined
      ? []
      : [
          {
            path: [each.reference],
            reason,
            remedy:
              'use an image for both architectures, or run it only on machines that fit; then npm run commons -- images update',
          },
        ];
  });
