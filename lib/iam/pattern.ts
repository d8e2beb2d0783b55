/**
 * A pattern as IAM has it: `*` stands for any text and `?` for one character. `${…}` is a value that is known only later, such as a policy
 * variable or a name that CloudFormation gives: it is like itself alone, and only `*` covers it. `${*}`, `${?}` and `${$}` are the characters.
 */
export type Pattern = string;

/** One step of a pattern: `*`, `?`, a character, or `${…}` as a whole. */
type Step = string;

const literals: Readonly<Record<string, string>> = { '${*}': '\\*', '${?}': '\\?', '${$}': '$' };

const known = new Map<Pattern, readonly Step[]>();

function toSteps(pattern: Pattern): readonly Step[] {
  const found = known.get(pattern);
  if (found !== undefined) return found;
  const steps: Step[] = [];
  for (const [step] of pattern.matchAll(/\$\{[^}]*\}|./gsu)) {
    // Several stars in a row are one.
    if (step !== '*' || steps.at(-1) !== '*') steps.push(literals[step] ?? step);
  }
  // Policies repeat the same few patterns; what is kept must not grow with the number of tenants.
  if (known.size >= mostKnown) known.clear();
  known.set(pattern, steps);
  return steps;
}

const mostKnown = 5000;

/** Whether two patterns begin with different texts, so that they have nothing in common. */
function beginApart(one: Pattern, other: Pattern): boolean {
  const [first, second] = [one, other].map((pattern) => /^[^*?$]*/.exec(pattern)?.[0] ?? '');
  return first !== undefined && second !== undefined && !first.startsWith(second) && !second.startsWith(first);
}

const isLater = (step: Step): boolean => step.length > 2 && step.startsWith('${');
const isWild = (step: Step): boolean => step === '*' || step === '?';

/** A text as a pattern for this text alone. */
export const literalPattern = (text: string): Pattern => text.replaceAll(/(?<!\$\{)[*?]/g, (wild) => `\${${wild}}`);

/** Whether a pattern stands for one text only. */
export const isLiteral = (pattern: Pattern): boolean => !toSteps(pattern).some(isWild);

/** Whether everything that a pattern stands for is a thing that the first pattern stands for as well. */
export function coversPattern(pattern: Pattern, other: Pattern): boolean {
  if (pattern === other || pattern === '*') return true;
  if (beginApart(pattern, other)) return false;
  const [outer, inner] = [toSteps(pattern), toSteps(other)];
  if (!outer.some(isWild)) return outer.length === inner.length && outer.every((step, at) => step === inner[at]);
  const seen = new Set<string>();
  const open: (readonly [at: number, places: readonly number[]])[] = [[0, skipStars(outer, [0])]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [at, places] = next;
    if (places.length === 0) return false;
    const state = `${at}:${places.join()}`;
    // From a star at its end the outer pattern takes whatever comes.
    if (seen.has(state) || places.some((place) => place === outer.length - 1 && outer[place] === '*')) continue;
    seen.add(state);
    const step = inner[at];
    // Every character that the outer pattern does not ask for here is the same to it.
    const letters = [...new Set(places.flatMap((place) => named(outer[place]))), unnamed];
    if (step === undefined) {
      if (!places.includes(outer.length)) return false;
    } else if (step === '*') {
      open.push([at + 1, places], ...letters.map((letter) => [at, advance(outer, places, letter)] as const));
    } else if (step === '?') {
      const characters = letters.filter((letter) => !isLater(letter));
      open.push(...characters.map((letter) => [at + 1, advance(outer, places, letter)] as const));
    } else open.push([at + 1, advance(outer, places, step)]);
  }
  return true;
}

const named = (step: Step | undefined): readonly Step[] => (step === undefined || isWild(step) ? [] : [step]);

/** A character that no pattern has. */
const unnamed = '\u0000';

/** Places in a pattern after one more step, from any of these places. */
function advance(pattern: readonly Step[], places: readonly number[], step: Step): readonly number[] {
  const reached = places.flatMap((place) => {
    if (pattern[place] === '*') return [place];
    return pattern[place] === step || (pattern[place] === '?' && !isLater(step)) ? [place + 1] : [];
  });
  return skipStars(pattern, reached);
}

/** The places, and those that are reached where a star stands for nothing. */
function skipStars(pattern: readonly Step[], places: readonly number[]): readonly number[] {
  const all = new Set(places);
  for (const place of all) if (pattern[place] === '*') all.add(place + 1);
  return [...all].sort((one, other) => one - other);
}

/** Whether a pattern stands for a text. */
export const matchesPattern = (pattern: Pattern, text: string): boolean => coversPattern(pattern, literalPattern(text));

/** Whether there can be a text that both patterns stand for. What is known only later may be anything. */
export function overlapsPattern(pattern: Pattern, other: Pattern): boolean {
  if (pattern === other) return true;
  if (beginApart(pattern, other)) return false;
  const [one, two] = [loosened(pattern), loosened(other)];
  const seen = new Set<number>();
  const open: (readonly [number, number])[] = [[0, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [first, second] = next;
    if (first === one.length && second === two.length) return true;
    const state = first * (two.length + 1) + second;
    if (seen.has(state)) continue;
    seen.add(state);
    const [left, right] = [one[first], two[second]];
    if (left === '*') open.push([first + 1, second]);
    if (right === '*') open.push([first, second + 1]);
    if (left === undefined || right === undefined) continue;
    if (left === right || isWild(left) || isWild(right)) {
      open.push([left === '*' ? first : first + 1, right === '*' ? second : second + 1]);
    }
  }
  return false;
}

const loosened = (pattern: Pattern): readonly Step[] => toSteps(pattern).map((step) => (isLater(step) ? '*' : step));
