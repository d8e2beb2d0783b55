import fc from 'fast-check';
import { sizingRules, systemReservation, type SystemReserved } from '../../../model/data/kubelet-reservations';
import { fixedReservation } from '../fixed-reservation';

const gib = 1024;
const sized = (vCpus: number, memoryGiB: number, rules: keyof typeof sizingRules) =>
  systemReservation({ vCpus, memoryMiB: memoryGiB * gib }, 'automatic', rules);

/**
 * Published beside a prototype of the script (harche/openshift-node-sizing), there in fractions of a GiB: 1, 1.8, 2.6, 3.56,
 * 5.48, 9.32, 11.88 and 17, which the script of the releases rounds.
 */
test.each([
  [4, 1],
  [8, 2],
  [16, 3],
  [32, 4],
  [64, 5],
  [128, 9],
  [256, 12],
  [512, 17],
])('of %d GiB, releases until 4.20 keep %d', (memoryGiB, kept) => {
  expect(sized(8, memoryGiB, 'until-4.20').memoryMiB).toBe(kept * gib);
});

test('since 4.21 less is kept: 1 GiB of the first 8, and 6 % of what follows', () => {
  const kept = [4, 8, 16, 31, 64, 128].map((memoryGiB) => sized(8, memoryGiB, 'since-4.21').memoryMiB / gib);
  expect(kept).toEqual([1, 1, 1, 2, 4, 8]);
});

test('half a processor is kept up to 37, and more of large machines', () => {
  expect([2, 8, 37, 48, 96].map((vCpus) => sized(vCpus, 64, 'until-4.20').milliCpu)).toEqual([
    500, 500, 500, 620, 1200,
  ]);
});

test('figures of one’s own are kept as they are', () => {
  const own: SystemReserved = { milliCpu: 750, memoryMiB: 1500 };
  expect(systemReservation({ vCpus: 64, memoryMiB: 512 * gib }, own, 'since-4.21')).toBe(own);
  expect(systemReservation({ vCpus: 4, memoryMiB: 16 * gib }, fixedReservation, 'until-4.20').memoryMiB).toBe(gib);
});

test('a larger machine never keeps less, and never all it has', () => {
  const machine = fc.tuple(fc.integer({ min: 2, max: 192 }), fc.integer({ min: 4, max: 1536 }));
  const rules = fc.constantFrom('until-4.20' as const, 'since-4.21' as const);
  fc.assert(
    fc.property(machine, machine, rules, (one, other, name) => {
      const [small, large] = [Math.min(one[1], other[1]), Math.max(one[1], other[1])];
      const [few, many] = [Math.min(one[0], other[0]), Math.max(one[0], other[0])];
      const [less, more] = [sized(few, small, name), sized(many, large, name)];
      expect(less.memoryMiB).toBeLessThanOrEqual(more.memoryMiB);
      expect(less.milliCpu).toBeLessThanOrEqual(more.milliCpu);
      expect(more.memoryMiB).toBeLessThan(large * gib);
      expect(more.milliCpu).toBeLessThan(many * 1000);
    }),
  );
});
