import fc from 'fast-check';
import { coversPattern, literalPattern, matchesPattern, overlapsPattern } from '../../../lib/iam/pattern';

test.each([
  ['s3:*', 's3:GetObject', true],
  ['s3:Get*', 's3:*', false],
  ['*a', '?*a', true],
  ['?*', '*a', true],
  ['?*', '*', false],
  ['a*b*c', 'a*c', false],
  ['a*c', 'a*b*c', true],
  ['arn:aws:s3:::*', 'arn:aws:s3:::${Uploads}/*', true],
  ['arn:aws:s3:::?/*', 'arn:aws:s3:::${Uploads}/*', false],
  ['a${*}', 'a*', false],
  ['a*', 'a${*}', true],
  ['a${*}', 'a${*}', true],
])('%s covers %s: %s', (pattern, other, expected) => {
  expect(coversPattern(pattern, other)).toBe(expected);
});

test.each([
  ['a*', '*b', true],
  ['a*', 'b*', false],
  ['?', '', false],
  ['s3:Get*', 's3:*Object', true],
  ['arn:${Name}', 'arn:other', true],
])('%s and %s have something in common: %s', (one, other, expected) => {
  expect(overlapsPattern(one, other)).toBe(expected);
});

const texts = fc.array(fc.constantFrom('a', 'b'), { maxLength: 5 }).map((letters) => letters.join(''));
const patterns = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 5 }).map((steps) => steps.join(''));
/** All texts of up to five letters, one of which no pattern names. */
const everyText = Array.from({ length: 3 ** 5 + 3 ** 4 + 3 ** 3 + 3 ** 2 + 4 }, (_, number) => textFor(number));

function textFor(number: number): string {
  let text = '';
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 3)) text += 'abc'[(rest - 1) % 3] ?? '';
  return text;
}

const matches = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);

test('agrees with the engine of regular expressions on every text', () => {
  fc.assert(
    fc.property(patterns, texts, (pattern, text) => {
      expect(matchesPattern(pattern, text)).toBe(matches(pattern, text));
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test('what it says of two patterns is so for all texts', () => {
  fc.assert(
    fc.property(patterns, patterns, (one, other) => {
      const inner = everyText.filter((text) => matches(other, text));
      const both = inner.filter((text) => matches(one, text));
      if (coversPattern(one, other)) expect(both).toEqual(inner);
      // Where patterns leave some length open, five letters are enough to tell them apart.
      else if ((one + other).replaceAll('*', '').length < 5) expect(both.length).toBeLessThan(inner.length);
      if (!overlapsPattern(one, other)) expect(both).toEqual([]);
      else if ((one + other).replaceAll('*', '').length <= 5) expect(both.length).toBeGreaterThan(0);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test('a text as a pattern stands for itself alone', () => {
  expect(literalPattern('a*')).toBe('a${*}');
  expect(matchesPattern(literalPattern('a*'), 'a*')).toBe(true);
  expect(matchesPattern(literalPattern('a*'), 'ab')).toBe(false);
});
