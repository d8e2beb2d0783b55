import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { reasonMetadata } from '../../constructs/reason-metadata';
import { renderedRules } from '../../lib/verify/rules';
import { rowsBelow } from '../support/table-rows';

test('the page lists every rule in its own words', () => {
  const rules = renderedRules({ alertSections: new Set(), stateful: [], dashboards: new Map() });
  expect(rowsBelow('verify.md', 'Rules')).toEqual(rules.map(({ id, holds }) => [`\`${id}\``, holds]));
});

test('every rule is listed by its file, and tried', () => {
  const rules = renderedRules({ alertSections: new Set(), stateful: [], dashboards: new Map() });
  const files = readdirSync(resolve(__dirname, '../../lib/verify')).map((file) => file.replace('.ts', ''));
  const tried = readdirSync(resolve(__dirname, '../lib/verify')).map((file) => file.replace('.test.ts', ''));
  expect(rules.map(({ id }) => id).filter((id) => !files.includes(id))).toEqual([]);
  expect(rules.map(({ id }) => id).filter((id) => !tried.includes(id))).toEqual([]);
});

test('the page names every test that stays one, and nothing else', () => {
  const tests = [...readdirSync(__dirname).filter((file) => file.endsWith('.test.ts')), 'policy-packs.deep.ts'];
  const ofPages = ['review-page.test.ts', 'service-pages.test.ts', 'verify-page.test.ts'];
  expect(
    rowsBelow('verify.md', 'What stays a test')
      .map(([test = '']) => test.replaceAll('`', ''))
      .sort(),
  ).toEqual(tests.filter((file) => !ofPages.includes(file)).sort());
});

test('the page names every reason that stands in a template', () => {
  const keys = rowsBelow('verify.md', 'Exceptions').map(([, key = '']) => key.replaceAll('`', ''));
  expect(keys).toEqual(expect.arrayContaining(Object.values(reasonMetadata)));
});
