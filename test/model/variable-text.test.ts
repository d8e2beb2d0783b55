import fc from 'fast-check';
import { kubernetesCommand, kubernetesText, referencesIn, variableName } from '../../model/variable-text';
import { expanded } from '../support/expanded';

const above = { HOST: 'db.example', PASSWORD: 'pa$$w(or)d$(HOST)' };

test.each([
  ['$(HOST):5432', 'db.example:5432'],
  ['$5', '$5'],
  ['$$5', '$$5'],
  ['5$', '5$'],
  ['$HOST ${HOST}', '$HOST ${HOST}'],
  ['$$(HOST)', '$(HOST)'],
  ['$(HOST', '$(HOST'],
  ['echo $(date +%s) $((1 + 2))', 'echo $(date +%s) $((1 + 2))'],
  ['$(PASSWORD)', above.PASSWORD],
])('%j reaches the container as %j', (written, found) => {
  expect(expanded(kubernetesText(written), above)).toBe(found);
});

test('a text without a reference reaches the container as it is written', () => {
  const text = fc.stringMatching(/^[$(A )x]{0,12}$/).filter((written) => !/\$\$\(|\$\([A-Za-z_]\w*\)/.test(written));
  fc.assert(fc.property(text, (written) => expanded(kubernetesText(written), { A: 'no', x: 'no' }) === written));
});

test.each([
  ['$(A)-$(B)-$(A)', ['A', 'B']],
  ['$$(A) $A ${A} $(', []],
  ['$(date +%s)', ['date +%s']],
])('%j refers to %j', (text, references) => {
  expect(referencesIn(text)).toEqual(references);
});

test.each(['A', '_a', 'spring.datasource.url', 'mail-password', '-a', '.a', 'a..b'])(
  '%j is the name of a variable',
  (name) => {
    expect(variableName.test(name)).toBe(true);
  },
);

test.each(['', '1A', '.', '..', '..a', 'a b', 'a/b', 'é'])('%j is none', (name) => {
  expect(variableName.test(name)).toBe(false);
});

test('in a command only a variable has a reference with - or . in its name, and all else is what a shell runs', () => {
  const words = ['$(mail.host) $(get-key) $(date +%s) $(HOST)'];
  const [text = ''] = kubernetesCommand(words, ['mail.host']);
  const all = { 'mail.host': 'mail.example', HOST: 'db.example', 'get-key': 'no' };
  expect(expanded(text, all)).toBe('mail.example $(get-key) $(date +%s) db.example');
});
