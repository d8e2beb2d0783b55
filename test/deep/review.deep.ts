import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { renderEnvironment } from '../../bin/render-environment';
import { kinds } from '../../cdk8s/services/kinds';
import { compare } from '../../lib/review/comparison';
import { RenderedSnapshot } from '../../lib/review/rendered-snapshot';
import { review } from '../../lib/review/review';
import { reviewClasses, type ReviewFinding } from '../../lib/review/review-finding';
import { reviewRules } from '../../lib/review/rules';
import { fixtureHome } from '../support/fixture-home';
import { Home } from '../../bin/home';
import { loadFrom } from '../support/load-from';
import { reviewFiles } from '../support/review-files';
import { reviewPairs, type ReviewPair } from './review/pairs';

/** Changes of a community's files, each rendered and reviewed: the danger is among the first three findings, and harmless is quiet. */

const folder = mkdtempSync(join(tmpdir(), 'commons-review-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Files = Readonly<Record<string, string>>;

const name = 'production';
let base: Files;

beforeAll(async () => {
  base = await rendered('base', []);
});

/** Texts of what the fixture's environment renders to with changes, by path below the environment's folder. */
async function rendered(home: string, edits: ReviewPair['edits'], becomes = name): Promise<Files> {
  const changed = join(folder, home);
  cpSync(fixtureHome.folder, changed, { recursive: true });
  for (const edit of edits) {
    if ('rendered' in edit) continue;
    const environment = join(changed, 'environments', name);
    if ('move' in edit) {
      renameSync(join(environment, edit.move), join(environment, edit.as));
      continue;
    }
    const file = join(environment, edit.file);
    if (edit.from === undefined && edit.to === undefined) rmSync(file);
    else if (edit.from === undefined) writeFileSync(file, edit.to ?? '');
    else writeFileSync(file, replaced(readFileSync(file, 'utf8'), edit.from, edit.to ?? '', file));
  }
  const into = mkdtempSync(join(folder, 'rendered-'));
  if (becomes !== name) rename(join(changed, 'environments'), becomes);
  await renderEnvironment(loadFrom(new Home(changed), becomes), kinds, into);
  rmSync(changed, { recursive: true });
  const texts = Object.fromEntries(
    readdirSync(into, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(into, file), readFileSync(file, 'utf8')] as const),
  );
  rmSync(into, { recursive: true });
  for (const edit of edits) {
    if ('rendered' in edit)
      texts[edit.rendered] = replaced(texts[edit.rendered] ?? '', edit.from, edit.to, edit.rendered);
  }
  return texts;
}

/** Gives the environment another name, as people do: its folder, and its facts, which say whose they are. */
function rename(environments: string, becomes: string): void {
  renameSync(join(environments, name), join(environments, becomes));
  const facts = join(environments, becomes, 'facts.json');
  writeFileSync(
    facts,
    replaced(readFileSync(facts, 'utf8'), `"environment": "${name}"`, `"environment": "${becomes}"`, facts),
  );
}

/** @throws Error when the text does not have what is to be replaced. */
function replaced(text: string, from: string | RegExp, to: string, file: string): string {
  const next = text.replace(from, to);
  if (next === text) throw new Error(`${file} has no ${String(from)}`);
  return next;
}

/** What all rules say of two versions: an environment with another name is one that is gone, and one that has come. */
function reviewed(after: Files, becomes = name) {
  if (becomes === name) return reviewFiles({ before: base, after }, reviewRules);
  const side = (which: 'before' | 'after', environment: string, files: Files) =>
    new RenderedSnapshot(which, `rendered/${environment}`, new Map(Object.entries(files)));
  const versions = [
    [name, base, {}],
    [becomes, {}, after],
  ] as const;
  const comparisons = versions.map(([environment, one, other]) =>
    compare(environment, side('before', environment, one), side('after', environment, other)),
  );
  return review(comparisons, reviewRules);
}

test.each(reviewPairs.map((pair) => [pair.name, pair] as const))(
  '%s',
  async (title, { edits, says, becomes, most }) => {
    const after = await rendered(title.replaceAll(/[^a-z]+/gi, '-'), edits, becomes);
    const { findings, unread } = reviewed(after, becomes);
    expect(unread).toEqual([]);
    const told = findings.map((each) => `${each.class} ${each.id}: ${each.subjects.join(', ')} ${each.what}`);
    if (says === undefined) {
      expect(told.filter((_, index) => isLoud(findings[index]))).toEqual([]);
    } else {
      const [rule, text] = says;
      const first = findings
        .slice(0, 3)
        .filter((each) => rule.test(each.id) && text.test(`${each.subjects.join(', ')} ${each.what}`));
      // What is said in its place shows in the failure.
      expect(first.length > 0 ? 'said' : told.slice(0, 6)).toBe('said');
      const loud = told.filter((_, index) => isLoud(findings[index]));
      expect(most === undefined || loud.length <= most ? [] : loud).toEqual([]);
    }
  },
);

/** Whether a finding is above a look. */
const isLoud = (finding: ReviewFinding | undefined): boolean =>
  finding !== undefined && reviewClasses.indexOf(finding.class) < reviewClasses.indexOf('watch');

test('there are pairs of both kinds', () => {
  expect(reviewPairs.filter(({ says }) => says !== undefined).length).toBeGreaterThanOrEqual(30);
  expect(reviewPairs.filter(({ says }) => says === undefined).length).toBeGreaterThanOrEqual(10);
});
