import { lostFields } from './lost-fields';

test('what a server adds is no loss, nor is an empty object that it leaves out', () => {
  const sent = { size: 1, tags: [{ name: 'a' }], key: {} };
  expect(lostFields(sent, { size: 1, tags: [{ name: 'a', more: true }], added: 'b' })).toEqual([]);
});

test.each([
  ['a field', { spec: { b: 2 } }, { spec: {} }, ['.spec.b']],
  ['a value', { spec: { b: 2 } }, { spec: { b: 3 } }, ['.spec.b']],
  ['an item', { list: ['a', 'b'] }, { list: ['a'] }, ['.list.1']],
  ['all', { list: ['a'] }, undefined, ['']],
])('%s that is not there is named', (_, sent, there, lost) => {
  expect(lostFields(sent, there)).toEqual(lost);
});
