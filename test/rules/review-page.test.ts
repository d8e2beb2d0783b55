import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { reviewClasses } from '../../lib/review/review-finding';
import { reviewRules } from '../../lib/review/rules';

const page = readFileSync(resolve(__dirname, '../../docs/review.md'), 'utf8');

/** Cells of the rows of the table below a heading. */
function rowsBelow(heading: string): readonly (readonly string[])[] {
  const [, section = ''] = new RegExp(`\n## ${heading}\n([^]*?)(\n## |$)`).exec(page) ?? [];
  const rows = [...section.matchAll(/^\|(.*)\|$/gm)].map(([, row = '']) => row.split('|').map((cell) => cell.trim()));
  return rows.slice(2);
}

test('the page lists every rule in its own words', () => {
  expect(rowsBelow('Rules')).toEqual(
    reviewRules.map(({ id, class: danger, finds }) => [`\`${id}\``, `\`${danger}\``, finds]),
  );
});

test('the page lists every class, the most dangerous first', () => {
  expect(rowsBelow('Classes').map(([name]) => name)).toEqual(reviewClasses.map((each) => `\`${each}\``));
});

test('every rule is in its file', () => {
  const files = readdirSync(resolve(__dirname, '../../lib/review/rules')).map((file) => file.replace('.ts', ''));
  expect(reviewRules.map(({ id }) => id)).toEqual(files.sort());
});
