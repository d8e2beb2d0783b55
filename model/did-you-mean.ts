import { closestMatch } from './closest-match';

/**
 * What to say to somebody who wrote `word` in place of one of the candidates; `otherwise` when none is near enough to be meant.
 *
 * @param written how a candidate is written where it belongs
 */
export function didYouMean(
  word: string,
  candidates: readonly string[],
  otherwise: string,
  written: (candidate: string) => string = (candidate) => candidate,
): string {
  const meant = closestMatch(word, candidates);
  return meant === undefined ? otherwise : `did you mean ${written(meant)}?`;
}
