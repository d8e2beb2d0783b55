import { toBlock } from '../../../model/address-blocks';
import type { Problem } from '../../../model/problem';

/** Blocks of a list with an address or a block on each line, and problems with its other lines; empty lines and comments are left out. */
export function listedAddresses(text: string): {
  readonly blocks: readonly string[];
  readonly problems: readonly Problem[];
} {
  const blocks: string[] = [];
  const problems: Problem[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [written = ''] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (written === '') continue;
    const block = toBlock(written);
    if (block !== undefined) blocks.push(block);
    else if (problems.length < mostProblems) {
      const reason = `${JSON.stringify(written.slice(0, 60))} is not an address`;
      const remedy = 'begin each line with an address or a block: commons edge who --addresses prints such a list';
      problems.push({ file: 'standard input', line: index + 1, column: 1, path: '', reason, remedy });
    }
  }
  return { blocks, problems };
}

/** A log in place of a list has as many problems as lines. */
const mostProblems = 10;
