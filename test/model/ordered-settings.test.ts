import { findCycle, orderedSettings } from '../../model/ordered-settings';

test('a setting comes after those it refers to, and the rest stay in their order', () => {
  const ordered = orderedSettings({
    TITLE: 'Site',
    URL: 'https://$(HOST)$(PATH)',
    PATH: '/$(PART)',
    MODE: 'quiet',
    PART: 'a',
    HOST: 'site.example',
    PRICE: { value: '$5', notSecret: 'A price is none at all' },
  });
  expect(Object.entries(ordered)).toEqual([
    ['TITLE', 'Site'],
    ['HOST', 'site.example'],
    ['PART', 'a'],
    ['PATH', '/$(PART)'],
    ['URL', 'https://$(HOST)$(PATH)'],
    ['MODE', 'quiet'],
    ['PRICE', '$$5'],
  ]);
});

test.each([
  ['A', { A: '$(A):/opt' }, ['A']],
  ['A', { A: '$(B)', B: '$(C)', C: '$(A)' }, ['B', 'C', 'A']],
  ['A', { A: '$(B)', B: '$(C)', C: '$(B)' }, undefined],
  ['A', { A: '$(B)$(C)', B: '$(C)', C: 'c' }, undefined],
])('%s of %j goes round by %j', (name, settings, circle) => {
  expect(findCycle(name, settings)).toEqual(circle);
});
