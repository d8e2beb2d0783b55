import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { reasonMetadata } from '../../constructs/reason-metadata';
import { renderedRules } from '../../lib/verify/rules';

const page = readFileSync(resolve(__dirname, '../../docs/verify.md'), 'utf8');

/** Cells of the rows of the table below a heading. */
function rowsBelow(heading: string): readonly (readonly string[])[] {
  const [, section = ''] = new RegExp(`\n## ${heading}\n([^]*?)(\n## |$)`).exec(page) ?? [];
  const rows = [...section.matchAll(/^\|(.*)\|$/gm)].map(([, row = '']) => row.split('|').map((cell) => cell.trim()));
  return rows.slice(2);
}

test('the page lists every rule in its own words', () => {
  const rules = renderedRules({ alertSections: new Set(), stateful: {}, dashboards: new Map() });
  expect(rowsBelow('Rules')).toEqual(rules.map(({ id, holds }) => [`\`${id}\``, holds]));
});

test('every rule is listed by its file, and tried', () => {
  const rules = renderedRules({ alertSections: new Set(), stateful: {}, dashboards: new Map() });
  const files = readdirSync(resolve(__dirname, '../../lib/verify')).map((file) => file.replace('.ts', ''));
  const tried = readdirSync(resolve(__dirname, '../lib/verify')).map((file) => file.replace('.test.ts', ''));
  expect(rules.map(({ id }) => id).filter((id) => !files.includes(id))).toEqual([]);
  expect(rules.map(({ id }) => id).filter((id) => !tried.includes(id))).toEqual([]);
});

test('the page names every test that stays one, and nothing else', () => {
  const tests = readdirSync(__dirname).filter((file) => file.endsWith('.test.ts'));
  const ofPages = ['review-page.test.ts', 'service-pages.test.ts', 'verify-page.test.ts'];
  expect(
    rowsBelow('What stays a test')
      .map(([test = '']) => test.replaceAll('`', ''))
      .sort(),
  ).toEqual(tests.filter((file) => !ofPages.includes(file)).sort());
});

test('the page names every reason that stands in a template', () => {
  const keys = rowsBelow('Exceptions').map(([, key = '']) => key.replaceAll('`', ''));
  expect(keys).toEqual(expect.arrayContaining(Object.values(reasonMetadata)));
});
