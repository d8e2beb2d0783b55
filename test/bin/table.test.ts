import { table } from '../../bin/table';

test('numbers stand to the right, text to the left, and lines end where their text does', () => {
  const text = table(
    ['environment', 'stacks', 'files'],
    [
      ['production', 12, 'rendered/production'],
      ['staging', 2, 'x'],
    ],
  );
  expect(text.split('\n')).toEqual([
    'environment  stacks  files',
    'production       12  rendered/production',
    'staging           2  x',
  ]);
});

test('a column of one number is a column of numbers', () => {
  expect(table(['stacks'], [[2]]).split('\n')).toEqual(['stacks', '     2']);
});

test('a table without rows is its header', () => {
  expect(table(['environment', 'stacks'], [])).toBe('environment  stacks');
});
