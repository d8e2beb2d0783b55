import { closestMatch } from './closest-match';

/**
 * A suggestion for a misspelt `word`: the most similar candidate, or `otherwise` if none is similar enough.
 *
 * @param written formats the candidate for the message
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
