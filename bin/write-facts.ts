import { join, relative } from 'node:path';
import type { FactName, Facts } from '../model/facts';
import type { NamingContext } from '../model/naming';
import { throwProblems } from '../model/problem';
import { changedFacts, replacementProblems } from '../lib/operations/changed-facts';
import { home } from './home';
import { replaceFile } from './replace-file';

export interface FactsChange {
  /** The facts as they are recorded. */
  readonly before: Partial<Facts>;
  /** All of them as they will be. */
  readonly after: Partial<Facts>;
  /** Facts that are known and may become others; a command shows them. */
  readonly mayReplace: readonly FactName[];
}

/**
 * Writes the facts of an environment, all of them, whole or not at all.
 *
 * @returns the path of the file as the person would type it
 * @throws ProblemsError when a fact that is known would become another one that nobody named.
 */
export function writeFacts({ name, account, region }: NamingContext, change: FactsChange): string {
  const { before, after, mayReplace } = change;
  throwProblems(replacementProblems(`environments/${name}/facts.json`, changedFacts(before, after), mayReplace));
  const file = join(home.environments, name, 'facts.json');
  const ordered = Object.fromEntries(Object.entries(after).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = `${JSON.stringify({ environment: name, account, region, facts: ordered }, undefined, 2)}\n`;
  replaceFile(file, text);
  return relative(process.cwd(), file);
}
