import { addressWords, allIpv4, parseBlocks } from '../network/addresses';
import { subtractBoxes, type Interval } from '../network/boxes';
import type { RuleFinding } from '../review-rule';

/** What a change opens, and where in the object. */
export interface Opening extends Pick<RuleFinding, 'class' | 'what'> {
  readonly path: readonly string[];
}

/** Returns the addresses that a list lets in and another one did not, in words; an empty list lets everybody in. */
export function moreSources(before: readonly string[], after: readonly string[]): string | undefined {
  const blocks = (texts: readonly string[]): readonly Interval[] =>
    texts.length === 0 ? [allIpv4] : parseBlocks(texts);
  const more = subtractBoxes(
    blocks(after).map((each) => [each]),
    blocks(before).map((each) => [each]),
  );
  return more.length === 0
    ? undefined
    : addressWords(more.map(([block]) => block).filter((block) => block !== undefined));
}

/** Texts of a list that cannot be understood as addresses. */
export const unreadSources = (texts: readonly string[]): readonly string[] =>
  texts.filter((text) => parseBlocks([text]).length === 0);

/** Returns the openings by sources of a list: addresses that come in newly, and those that cannot be read. */
export function sourceOpenings(
  before: readonly string[],
  after: readonly string[],
  path: readonly string[],
): readonly Opening[] {
  const more = moreSources(before, after);
  const unread = unreadSources(after).filter((text) => !before.includes(text));
  return [
    ...(more === undefined ? [] : [{ class: 'lets-in' as const, what: `is answered to ${more}, and was not`, path }]),
    ...(unread.length === 0
      ? []
      : [{ class: 'watch' as const, what: `lets in ${unread.join(', ')}, which could not be judged`, path }]),
  ];
}
