import { ipv4Block, refusal } from './fields';

/** Widest block that one organization has. Source: IANA IPv4 Address Space Registry, whose blocks are of /8. */
const widest = 8;

/**
 * An IPv4 block of addresses that somebody has. Blocks that are wider have strangers in them: two halves of the internet are all of it.
 *
 * @param everybody how the field says that everybody is meant, if it can
 */
export const clientBlock = (everybody?: string) =>
  ipv4Block.refine((block) => Number(block.split('/')[1]) >= widest, {
    error: refusal(
      `is wider than /${widest}, and so has addresses of strangers`,
      everybody === undefined
        ? 'write the blocks of those who are meant'
        : `write the blocks of those who are meant, or ${everybody} where everybody is`,
    ),
  });
