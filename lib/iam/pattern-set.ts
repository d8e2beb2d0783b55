import { coversPattern, overlapsPattern, type Pattern } from './pattern';

/** What a pattern stands for, but for what others stand for: `NotAction` is everything except some. */
export interface PatternSet {
  readonly pattern: Pattern;
  readonly except: readonly Pattern[];
}

/** Sets of the patterns, or of everything but the patterns. */
export const toPatternSets = (
  named: readonly Pattern[] | undefined,
  others: readonly Pattern[] | undefined,
): readonly PatternSet[] =>
  others === undefined
    ? (named ?? ['*']).map((pattern) => ({ pattern, except: [] }))
    : [{ pattern: '*', except: others }];

/** Whether nothing is left of a set. */
export const isEmpty = ({ pattern, except }: PatternSet): boolean =>
  except.some((each) => coversPattern(each, pattern));

/** Whether both sets can have something in common. */
export const overlapsSet = (one: PatternSet, other: PatternSet): boolean =>
  overlapsPattern(one.pattern, other.pattern) &&
  (one.except.length + other.except.length === 0 || (!isEmpty(restrict(one, other)) && !isEmpty(restrict(other, one))));

const restrict = ({ pattern, except }: PatternSet, other: PatternSet): PatternSet => ({
  pattern,
  except: [...except, ...other.except],
});

/** A set, divided by another one. */
export interface Division {
  readonly within: readonly PatternSet[];
  readonly outside: readonly PatternSet[];
}

/** Divides a set; undefined where both overlap in a way that patterns cannot say. */
export function divideSet(set: PatternSet, by: PatternSet): Division | undefined {
  if (!overlapsSet(set, by)) return { within: [], outside: [set] };
  const inner = covering(set.pattern, by.pattern);
  if (inner === undefined) return undefined;
  const within = { pattern: inner, except: relevant(inner, [...set.except, ...by.except]) };
  const beyond = inner === set.pattern ? [] : [{ ...set, except: [...set.except, by.pattern] }];
  const returned = by.except.flatMap((each) => {
    if (!overlapsPattern(each, set.pattern)) return [];
    const pattern = covering(each, set.pattern);
    return pattern === undefined ? undefined : [{ pattern, except: relevant(pattern, set.except) }];
  });
  if (returned.some((each) => each === undefined)) return undefined;
  const outside = [...beyond, ...returned.flatMap((each) => each ?? [])];
  return { within: [within].filter((each) => !isEmpty(each)), outside: outside.filter((each) => !isEmpty(each)) };
}

/** The narrower of two patterns; undefined if neither covers the other. */
function covering(one: Pattern, other: Pattern): Pattern | undefined {
  if (coversPattern(other, one)) return one;
  return coversPattern(one, other) ? other : undefined;
}

const relevant = (pattern: Pattern, except: readonly Pattern[]): readonly Pattern[] =>
  [...new Set(except)].filter((each) => overlapsPattern(each, pattern));
