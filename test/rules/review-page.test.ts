import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { reviewClasses } from '../../lib/review/review-finding';
import { reviewRules } from '../../lib/review/rules';
import { rowsBelow } from '../support/table-rows';

test('the page lists every rule in its own words', () => {
  expect(rowsBelow('review.md', 'Rules')).toEqual(
    reviewRules.map(({ id, class: danger, finds }) => [`\`${id}\``, `\`${danger}\``, finds]),
  );
});

test('the page lists every class, the most dangerous first', () => {
  expect(rowsBelow('review.md', 'Classes').map(([name]) => name)).toEqual(reviewClasses.map((each) => `\`${each}\``));
});

test('every rule is in its file', () => {
  const files = readdirSync(resolve(__dirname, '../../lib/review/rules')).map((file) => file.replace('.ts', ''));
  expect(reviewRules.map(({ id }) => id)).toEqual(files.sort());
});
