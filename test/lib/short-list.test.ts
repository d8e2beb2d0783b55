import { shortList } from '../../lib/short-list';

test('of many names the first are said, and how many there are besides', () => {
  expect(shortList(['a', 'b', 'c', 'd', 'e'], 3)).toBe('a, b, c and 2 more');
});

test('a single one is not left out, since its name is no longer', () => {
  expect(shortList(['a', 'b', 'c', 'd'], 3)).toBe('a, b, c, d');
  expect(shortList([], 3)).toBe('');
});
