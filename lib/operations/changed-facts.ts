import { factsFileSchema, type FactName, type Facts } from '../../model/facts';
import { didYouMean } from '../../model/did-you-mean';
import type { Problem } from '../../model/problem';
import { fileProblem } from '../../model/file-problem';

/** A known fact whose value would change. */
export interface ChangedFact {
  readonly name: FactName;
  /** Values as text: strings without quotes, anything else as JSON. */
  readonly before: string;
  readonly now: string;
}

const factNames: readonly FactName[] = factsFileSchema.shape.facts.keyof().options;

/** Known facts whose values change or disappear. */
export const changedFacts = (before: Partial<Facts>, after: Partial<Facts>): readonly ChangedFact[] =>
  factNames.flatMap((name) => {
    const [old, now] = [spoken(before[name]), spoken(after[name])];
    return before[name] === undefined || old === now ? [] : [{ name, before: old, now }];
  });

/** A value in one line, with sorted keys, so that equal values give equal text. */
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

/** Problems for changed facts that are not allowed to change. */
export const replacementProblems = (
  file: string,
  changed: readonly ChangedFact[],
  mayReplace: readonly FactName[],
): readonly Problem[] =>
  changed
    .filter(({ name }) => !mayReplace.includes(name))
    .map((fact) => fileProblem(file, replacement(fact), 'find out why it changed before anything is deployed'));

/** The change of a fact, in words. */
export const replacement = ({ name, before, now }: ChangedFact): string =>
  `${name} is recorded as ${before}, and would become ${now}`;

/** The fact names among `names`, and a problem for each name that is not a fact. */
export function factsNamed(names: readonly string[]): {
  readonly facts: readonly FactName[];
  readonly problems: readonly Problem[];
} {
  const unknown = names.filter((name) => !factNames.some((fact) => fact === name));
  return {
    facts: factNames.filter((fact) => names.includes(fact)),
    problems: unknown.map((name) => {
      const remedy = didYouMean(name, factNames, `facts: ${factNames.join(', ')}`);
      return fileProblem(`--replace ${name}`, 'is not a fact', remedy);
    }),
  };
}
