import { toBlock } from '../model/address-blocks';
import { fileProblem } from '../model/file-problem';
import type { Problem } from '../model/problem';

/** Blocks, in short form, that are named on the command line as addresses or blocks, and problems with the others. */
export function namedBlocks(
  where: string,
  texts: readonly string[],
): { readonly blocks: readonly string[]; readonly problems: readonly Problem[] } {
  return {
    blocks: texts.flatMap((text) => toBlock(text) ?? []),
    problems: texts
      .filter((text) => toBlock(text) === undefined)
      .map((text) =>
        fileProblem(where, `${text} is not an address or a block`, 'write it like 203.0.113.7 or 203.0.113.0/24'),
      ),
  };
}
