/**
 * A pattern as IAM has it: `*` stands for any text and `?` for one character. `${…}` is a value that is known only later, such as a policy
 * variable or a name that CloudFormation gives: it is like itself alone, and only `*` covers it. `${*}`, `${?}` and `${$}` are the characters.
 */
export type Pattern = string;

/** One step of a pattern: `*`, `?`, a character, or `${…}` as a whole. */
type Step = string;

const literals: Readonly<Record<string, string>> = { '${*}': '\\*', '${?}': '\\?', '${$}': '$' };

/** A pattern, taken apart. */
interface Parts {
  readonly steps: readonly Step[];
  /** The text with which it begins, up to what is not a plain character. */
  readonly start: string;
  /** Whether it has a star, and a question mark. */
  readonly hasStar: boolean;
  readonly hasMark: boolean;
}

const known = new Map<Pattern, Parts>();

function toParts(pattern: Pattern): Parts {
  const found = known.get(pattern);
  if (found !== undefined) return found;
  const steps: Step[] = [];
  for (const [step] of pattern.matchAll(/\$\{[^}]*\}|./gsu)) {
    // Several stars in a row are one.
    if (step !== '*' || steps.at(-1) !== '*') steps.push(literals[step] ?? step);
  }
  const start = /^[^*?$]*/.exec(pattern)?.[0] ?? '';
  const parts = { steps, start, hasStar: steps.includes('*'), hasMark: steps.includes('?') };
  // Policies repeat the same few patterns; what is kept must not grow with the number of tenants.
  if (known.size >= mostKnown) known.clear();
  known.set(pattern, parts);
  return parts;
}

const toSteps = (pattern: Pattern): readonly Step[] => toParts(pattern).steps;

const mostKnown = 5000;

/** Whether two patterns begin with different texts, so that they have nothing in common. */
const beginApart = ({ start: one }: Parts, { start: other }: Parts): boolean =>
  !one.startsWith(other) && !other.startsWith(one);

const isLater = (step: Step): boolean => step.length > 2 && step.startsWith('${');
const isWild = (step: Step): boolean => step === '*' || step === '?';

/** A text as a pattern for this text alone. */
export const literalPattern = (text: string): Pattern => text.replaceAll(/(?<!\$\{)[*?]/g, (wild) => `\${${wild}}`);

/** Whether a pattern stands for one text only. */
export function isLiteral(pattern: Pattern): boolean {
  const { hasStar, hasMark } = toParts(pattern);
  return !hasStar && !hasMark;
}

/** Whether everything that a pattern stands for is a thing that the first pattern stands for as well. */
export function coversPattern(pattern: Pattern, other: Pattern): boolean {
  if (pattern === other || pattern === '*') return true;
  const [all, part] = [toParts(pattern), toParts(other)];
  if (beginApart(all, part)) return false;
  const [outer, inner] = [all.steps, part.steps];
  // Only a question mark can take a part of what a star stands for; otherwise a star is like a character that only a star covers.
  if (!all.hasMark || !part.hasStar) return matchesSteps(outer, inner);
  if (!all.hasStar) return false;
  const key = `${pattern}\n${other}`;
  const answer = answers.get(key) ?? coversSteps(outer, inner);
  if (answers.size >= mostKnown) answers.clear();
  answers.set(key, answer);
  return answer;
}

/** Whether patterns with both stars and question marks cover others with stars, which takes a while. */
const answers = new Map<string, boolean>();

/** Walks all texts of the inner steps at once, by the places in the outer ones that each of them can have come to. */
function coversSteps(outer: readonly Step[], inner: readonly Step[]): boolean {
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

/** Whether a pattern stands for steps, of which each is one character. */
function matchesSteps(outer: readonly Step[], inner: readonly Step[]): boolean {
  let [at, place] = [0, 0];
  /** Where the last star was, and how far it has reached. */
  let [star, reached] = [-1, 0];
  while (at < inner.length) {
    const step = inner[at];
    if (outer[place] === '*') {
      star = place;
      reached = at;
      place += 1;
    } else if (place < outer.length && (outer[place] === step || (outer[place] === '?' && !isLater(step ?? '')))) {
      place += 1;
      at += 1;
    } else if (star >= 0) {
      reached += 1;
      at = reached;
      place = star + 1;
    } else return false;
  }
  while (outer[place] === '*') place += 1;
  return place === outer.length;
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
  const [own, others] = [toParts(pattern), toParts(other)];
  if (beginApart(own, others)) return false;
  // Whatever begins like the text before a last star is covered by it.
  if (coversStart(own, others) || coversStart(others, own)) return true;
  const [one, two] = [loosened(pattern), loosened(other)];
  if (isLiteral(pattern) && !one.includes('*')) return matchesSteps(two, one);
  if (isLiteral(other) && !two.includes('*')) return matchesSteps(one, two);
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

/** Whether a pattern is a text with a star behind it, with which another pattern begins. */
const coversStart = ({ steps, start, hasStar }: Parts, other: Parts): boolean =>
  hasStar && steps.length === start.length + 1 && other.start.startsWith(start);

const loosened = (pattern: Pattern): readonly Step[] => toSteps(pattern).map((step) => (isLater(step) ? '*' : step));
