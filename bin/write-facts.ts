import { join, relative } from 'node:path';
import type { FactName, Facts } from '../model/facts';
import type { NamingContext } from '../model/naming';
import { throwProblems } from '../model/problem';
import { changedFacts, replacementProblems } from '../lib/operations/changed-facts';
import { home } from './home';
import { replaceFile } from './replace-file';

export interface FactsChange {
  /** The recorded facts. */
  readonly before: Partial<Facts>;
  /** All facts as they will be recorded. */
  readonly after: Partial<Facts>;
  /** Known facts whose values may change; commands print the change. */
  readonly mayReplace: readonly FactName[];
}

/**
 * Writes `facts.json` of an environment atomically.
 *
 * @returns the path of the file for messages
 * @throws ProblemsError when a known fact would change that is not in `mayReplace`.
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
