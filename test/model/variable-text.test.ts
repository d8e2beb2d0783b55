import fc from 'fast-check';
import { kubernetesText, referencesIn } from '../../model/variable-text';
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
