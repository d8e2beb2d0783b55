import fc from 'fast-check';
import { containsBlock } from '../../../../model/address-blocks';
import { fewestRanges, type FewestRangesProps } from '../../../../lib/operations/edge/fewest-ranges';

const cover = (props: Partial<FewestRangesProps>) =>
  fewestRanges({ blocks: [], slots: 15, neighbours: 0, kept: [], ...props });

test.each([
  ['nothing', {}, { ranges: [] }],
  ['one address', { blocks: ['203.0.113.7/32'] }, { ranges: [{ block: '203.0.113.7/32', neighbours: 0 }] }],
  [
    'two halves of a block',
    { blocks: ['203.0.113.0/25', '203.0.113.128/25', '203.0.113.9/32'] },
    { ranges: [{ block: '203.0.113.0/24', neighbours: 0 }] },
  ],
  [
    'neighbours that the bound allows, which need fewer slots',
    { blocks: ['203.0.113.0/32', '203.0.113.3/32', '198.51.100.1/32'], neighbours: 2 },
    {
      ranges: [
        { block: '198.51.100.1/32', neighbours: 0 },
        { block: '203.0.113.0/30', neighbours: 2 },
      ],
    },
  ],
  [
    'addresses of one house, who can take any of its network',
    { blocks: ['2001:db8:0:1::1/128', '2001:db8:0:1:ffff::/128'] },
    { ranges: [{ block: '2001:db8:0:1::/64', neighbours: 0 }] },
  ],
  ['more than the slots hold', { blocks: ['203.0.113.0/32', '203.0.113.2/32'], slots: 1 }, { neighboursNeeded: 2 }],
  ['no slot at all', { blocks: ['203.0.113.0/32'], slots: 0, neighbours: 100 }, { neighboursNeeded: Infinity }],
  [
    'what is kept, between them',
    { blocks: ['203.0.113.0/32', '203.0.113.3/32'], slots: 1, neighbours: 9, kept: ['203.0.113.2/32'] },
    { neighboursNeeded: Infinity },
  ],
])('%s', (_, props, expected) => expect(cover(props)).toEqual(expected));

/** A world of 64 addresses, in which every choice of ranges can be tried. */
const world = 6;
const block = (start: number, length: number) => `203.0.113.${start}/${32 - world + length}`;
const allRanges = Array.from({ length: world + 1 }, (_, length) =>
  Array.from({ length: 2 ** length }, (_entry, index) => {
    const size = 2 ** (world - length);
    return { start: index * size, size, block: block(index * size, length) };
  }),
).flat();

interface Case {
  readonly denied: readonly number[];
  readonly kept: readonly number[];
  readonly slots: number;
}

/** Fewest neighbours with exactly these many ranges or fewer, by trying for the first address that is left every range that holds it. */
function tried({ denied, kept, slots }: Case): number {
  const [first] = denied;
  if (first === undefined) return 0;
  if (slots === 0) return Infinity;
  const holding = allRanges.filter(
    ({ start, size }) =>
      start <= first && first < start + size && !kept.some((each) => each >= start && each < start + size),
  );
  return Math.min(
    Infinity,
    ...holding.map(({ start, size }) => {
      const left = denied.filter((each) => each < start || each >= start + size);
      return size - (denied.length - left.length) + tried({ denied: left, kept, slots: slots - 1 });
    }),
  );
}

const cases = fc
  .tuple(
    fc.uniqueArray(fc.nat({ max: 63 }), { maxLength: 9 }),
    fc.uniqueArray(fc.nat({ max: 63 }), { maxLength: 3 }),
    fc.nat({ max: 4 }),
    fc.nat({ max: 40 }),
  )
  .map(([denied, kept, slots, neighbours]) => ({
    denied: denied.filter((each) => !kept.includes(each)).toSorted((a, b) => a - b),
    kept,
    slots,
    neighbours,
  }));

test('no other choice has fewer ranges, or as many with fewer neighbours', () => {
  fc.assert(
    fc.property(cases, ({ denied, kept, slots, neighbours }) => {
      const asBlock = (address: number) => block(address, world);
      const found = cover({ blocks: denied.map(asBlock), kept: kept.map(asBlock), slots, neighbours });
      const best = Array.from({ length: slots + 1 }, (_, count) => tried({ denied, kept, slots: count }));
      const fewest = best.findIndex((cost) => cost <= neighbours);
      if (fewest === -1) {
        expect(found).toEqual({ neighboursNeeded: best.at(-1) });
        return;
      }
      if (!('ranges' in found)) throw new Error('there is a choice that fits');
      expect(found.ranges).toHaveLength(fewest);
      expect(found.ranges.reduce((sum, range) => sum + range.neighbours, 0)).toBe(best[fewest]);
      const held = (address: number) => found.ranges.some((range) => containsBlock(range.block, asBlock(address)));
      expect(denied.every(held)).toBe(true);
      expect(kept.some(held)).toBe(false);
    }),
    { seed: 19, numRuns: 400 },
  );
});

test('ten thousand addresses of a flood are covered in seconds', () => {
  const next = generator(7);
  const networks = Array.from({ length: 9 }, () => `${11 + (next() % 80)}.${next() % 256}.${next() % 256}`);
  const blocks = Array.from({ length: 10_000 }, (_, index) => `${networks[index % 9]}.${next() % 256}/32`);
  const distinct = new Set(blocks).size;
  const found = cover({ blocks, neighbours: 256 * 9 - distinct });
  if (!('ranges' in found)) throw new Error(`${found.neighboursNeeded} neighbours`);
  expect(found.ranges.length).toBeLessThanOrEqual(9);
}, 10_000);

/** Numbers without any order, the same in each run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
}
