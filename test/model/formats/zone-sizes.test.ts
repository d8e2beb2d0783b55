import fc from 'fast-check';
import { zoneSizes } from '../../../model/formats/zone-sizes';

const zones = ['a', 'b', 'c'];

const cases: readonly (readonly [size: Parameters<typeof zoneSizes>[0], shares: readonly string[]])[] = [
  [3, ['a 1-1', 'b 1-1', 'c 1-1']],
  [7, ['a 3-3', 'b 2-2', 'c 2-2']],
  [2, ['a 1-1', 'b 1-1']],
  [0, []],
  [{ minimum: 6, maximum: 12 }, ['a 2-4', 'b 2-4', 'c 2-4']],
  [{ minimum: 0, maximum: 8 }, ['a 0-3', 'b 0-3', 'c 0-2']],
  [{ minimum: 2, maximum: 3 }, ['a 1-1', 'b 1-1', 'c 0-1']],
  [{ minimum: 0, maximum: 1 }, ['a 0-1']],
];

test.each(cases)('%j is spread as %j', (size, shares) => {
  expect(zoneSizes(size, zones).map(({ zone, minimum, maximum }) => `${zone} ${minimum}-${maximum}`)).toEqual(shares);
});

test('nothing is lost or added, no zone is ahead of another by more than one, and none is empty', () => {
  const range = fc
    .tuple(fc.nat(100), fc.nat(100))
    .map(([a, b]) => ({ minimum: Math.min(a, b), maximum: Math.max(a, b) }));
  const places = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(range, places, (size, names) => {
      const shares = zoneSizes(size, names);
      const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
      const maxima = shares.map(({ maximum }) => maximum);
      expect(sum(shares.map(({ minimum }) => minimum))).toBe(size.minimum);
      expect(sum(maxima)).toBe(size.maximum);
      expect(maxima.every((maximum) => maximum > 0)).toBe(true);
      expect(Math.max(0, ...maxima) - Math.min(...maxima, Math.max(0, ...maxima))).toBeLessThanOrEqual(1);
      expect(shares.every(({ minimum, maximum }) => minimum <= maximum)).toBe(true);
    }),
  );
});
