import { factsFileSchema, type FactName, type Facts } from '../../model/facts';
import { didYouMean } from '../../model/did-you-mean';
import type { Problem } from '../../model/problem';
import { fileProblem } from '../../model/file-problem';

/** A fact that was known and would be another one. */
export interface ChangedFact {
  readonly name: FactName;
  /** As people compare them: JSON, text without quotes. */
  readonly before: string;
  readonly now: string;
}

const factNames: readonly FactName[] = factsFileSchema.shape.facts.keyof().options;

/** Facts that are known before and say something else afterwards, or nothing any more. */
export const changedFacts = (before: Partial<Facts>, after: Partial<Facts>): readonly ChangedFact[] =>
  factNames.flatMap((name) => {
    const [old, now] = [spoken(before[name]), spoken(after[name])];
    return before[name] === undefined || old === now ? [] : [{ name, before: old, now }];
  });

/** A value in one line, the same for the same value: what was recorded may have its keys in another order. */
function spoken(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(inOrder(value));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, child]: [string, unknown]) => [key, inOrder(child)]));
}

/** Changed facts that nobody said may change. */
export const replacementProblems = (
  file: string,
  changed: readonly ChangedFact[],
  mayReplace: readonly FactName[],
): readonly Problem[] =>
  changed
    .filter(({ name }) => !mayReplace.includes(name))
    .map((fact) => fileProblem(file, replacement(fact), 'find out why it changed before anything is deployed'));

/** What would be replaced by what, in words. */
export const replacement = ({ name, before, now }: ChangedFact): string =>
  `${name} is recorded as ${before}, and would become ${now}`;

/** The facts of these names, and a problem for each name that is none. */
export function factsNamed(names: readonly string[]): {
  readonly facts: readonly FactName[];
  readonly problems: readonly Problem[];
} {
  const unknown = names.filter((name) => !factNames.some((fact) => fact === name));
  return {
    facts: factNames.filter((fact) => names.includes(fact)),
    problems: unknown.map((name) => {
      const remedy = didYouMean(name, factNames, `facts: ${factNames.join(', ')}`);
      return fileProblem(`--replace ${name}`, 'is no fact', remedy);
    }),
  };
}
