import { planAllowances } from '../../lib/operations/edge/deny-plan';
import { throwProblems } from '../../model/problem';
import { changeEdge, type EdgeChangeOptions } from '../edge-change';
import { namedBlocks } from '../named-blocks';

/**
 * Lets blocks in again that the emergency list denies, with everything in them.
 *
 * @throws ProblemsError when a block is a part of a larger one that is denied; then nothing was changed
 */
export async function edgeAllow(name: string, texts: readonly string[], options: EdgeChangeOptions): Promise<void> {
  const { blocks, problems } = namedBlocks('edge allow', texts);
  throwProblems(problems);
  await changeEdge(name, 'allow', ({ environment, live }) => planAllowances(environment, live, blocks), options);
}
