import { kinds } from '../../../cdk8s/services/kinds';

test('each kind has a name of its own, and a chart', () => {
  const names = kinds.map(({ kind }) => kind);
  expect(names.length).toBeGreaterThan(5);
  expect(new Set(names).size).toBe(names.length);
});
