import { tenantStack } from '../../model/tenant-stacks';

const names = Array.from({ length: 4000 }, (_, index) => `tenant-${index}`);

const sizes = (stacks: number): readonly number[] =>
  Array.from({ length: stacks }, (_, index) => names.filter((name) => tenantStack(name, stacks) === index + 1).length);

test('a tenant never moves by itself: these places are pinned', () => {
  const places = ['pad', 'podcasts', 'help-desk', 'a1'].map((name) => tenantStack(name, 8));
  expect(places).toEqual([3, 1, 1, 8]);
});

test.each([1, 2, 3, 5, 8, 12, 31])('after %d stacks, one more takes tenants out of one other', (stacks) => {
  const moved = names.filter((name) => tenantStack(name, stacks) !== tenantStack(name, stacks + 1));
  const placesIn = (count: number) => new Set(moved.map((name) => tenantStack(name, count)));
  expect([...placesIn(stacks + 1)]).toEqual([stacks + 1]);
  expect(placesIn(stacks).size).toBe(1);
});

test('stacks fill evenly, or some of them twice as much until there is a power of two again', () => {
  const even = names.length / 8;
  for (const size of sizes(8)) expect(Math.abs(size - even)).toBeLessThan(even / 5);
  for (const size of sizes(12)) expect(size).toBeGreaterThan((even / 2) * 0.8);
  for (const size of sizes(12)) expect(size).toBeLessThan(even * 1.2);
});
