import fc from 'fast-check';
import { load } from 'js-yaml';
import { parse } from 'yaml';
import { blockYaml } from '../../../model/formats/block-yaml';

/** Strings that have tripped YAML writers, and pieces to build more of them. */
const tricky = fc.oneof(
  fc.string({ unit: 'binary' }).filter((text) => !/\p{Cs}/u.test(text)),
  fc.stringMatching(/^[-: #'"\\\n\t\r,[\]{}&*!|>%@`~?=<0-9.eExXoO_+/any\u0085\u00a0\u2028\ufeff]{0,12}$/),
  fc.constantFrom('yes', 'No', 'NULL', '~', '0x1f', '0o17', '010', '1_000', '12:30:00', '1e3', 'E4', '.5', '<<', '='),
  fc.stringMatching(/^\d{1,3}(m|[KMGT]i|[smhd]|MB|(\.\d{1,3}){3}(\/\d\d?)?)$/),
  fc.constantFrom('2027-01-01', '500m', '10.0.0.0/16', 'a: b', 'a #b', ' a', 'a ', '$(A):b@c', '-', '?', '---'),
  fc.constantFrom(
    'line\nline\n',
    '\n\nline',
    '  indented\n  more',
    'line\n\n  more\n\n',
    'tab\n\ttab',
    'line\n   \nline',
  ),
);

const scalars = fc.oneof(tricky, fc.integer(), fc.boolean(), fc.constant(null));

const { data } = fc.letrec((tie) => ({
  data: fc.oneof({ maxDepth: 4 }, scalars, tie('list'), tie('map')),
  list: fc.array(tie('data'), { maxLength: 4 }),
  map: fc.dictionary(tricky, tie('data'), { maxKeys: 4, noNullPrototype: true }),
}));

const keys = fc.stringMatching(/^[a-z]{1,8}$/);
const documents = fc.dictionary(keys, data, { minKeys: 1, maxKeys: 4, noNullPrototype: true });

test('every parser reads back what was written', () => {
  fc.assert(
    fc.property(documents, (document) => {
      const text = blockYaml(document);
      expect(load(text)).toEqual(document);
      expect(parse(text)).toEqual(document);
      expect(parse(text, { version: '1.1', merge: false })).toEqual(document);
    }),
    // The same documents on every machine; PROPERTY_RUNS asks for more of them.
    { seed: 1, numRuns: Number(process.env.PROPERTY_RUNS ?? 1000) },
  );
});

test('people read it', () => {
  const document = {
    kind: 'Thing',
    empty: {},
    gone: undefined,
    list: [{ name: 'a', values: ['x', "it's", 'yes', '12:30'] }, ['nested'], []],
    text: 'first\n\nsecond\n',
  };
  expect(blockYaml(document)).toBe(`kind: Thing
empty: {}
list:
  - name: a
    values:
      - x
      - 'it''s'
      - 'yes'
      - '12:30'
  - - nested
  - []
text: |
  first

  second
`);
});
