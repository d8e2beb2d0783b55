import fc from 'fast-check';
import { isNode, parse, parseDocument } from 'yaml';
import { withList } from '../../../../lib/operations/edge/with-list';

const path = ['edge', 'denied'] as const;
const first = { block: '203.0.113.96/28', slot: 1, until: '2027-09-30', because: 'Scrapes every issue: in a loop' };
const second = { block: '2001:db8:7::/48', slot: 1, until: '2027-03-01', because: 'Sends nothing but logins' };

const absent = `# what is before
edge:
  cdn: { none: 'Nobody but the tests' } # and why
  peers:
    - { block: 203.0.113.8/29, because: The engineers }   # spaces stay

# what comes next
access:   {}
`;

test('an entry is added behind the last key, and everything else stays as it is', () => {
  expect(withList(absent, path, [first])).toBe(`# what is before
edge:
  cdn: { none: 'Nobody but the tests' } # and why
  peers:
    - { block: 203.0.113.8/29, because: The engineers }   # spaces stay
  denied:
    - block: 203.0.113.96/28
      slot: 1
      until: 2027-09-30
      because: 'Scrapes every issue: in a loop'

# what comes next
access:   {}
`);
});

test('entries that stay keep their lines and comments', () => {
  const text = `edge:
  denied: # at night
    # seen by Ada
    - { block: 203.0.113.96/28, slot: 1, until: 2027-09-30, because: 'Scrapes every issue: in a loop' } # since May
    # seen by Grace
    - block: '2001:db8:7::/48'
      slot:  1
      until: 2027-03-01
      because: Sends nothing but logins
  # no more
  cdn: {}
`;
  const third = { ...second, slot: 2, block: '2001:db8:8::/48' };
  expect(withList(text, path, [second, third])).toBe(`edge:
  denied: # at night
    # seen by Grace
    - block: '2001:db8:7::/48'
      slot:  1
      until: 2027-03-01
      because: Sends nothing but logins
    - block: 2001:db8:8::/48
      slot: 2
      until: 2027-03-01
      because: Sends nothing but logins
  # no more
  cdn: {}
`);
});

test.each([
  ['an empty list', 'edge:\n  denied: []\n  cdn: {}\n', 'edge:\n  denied: [ a, b ]\n  cdn: {}\n', ['a', 'b']],
  ['a list on one line', 'edge: \n  denied: [a, b] # c\n', 'edge: \n  denied: [ a, b, c ] # c\n', ['a', 'b', 'c']],
  ['a map on one line', 'edge: { cdn: 1 }\n', 'edge: { cdn: 1, denied: [ a ] }\n', ['a']],
  ['no line at the end', 'edge:\n  cdn: 1', 'edge:\n  cdn: 1\n  denied:\n    - a\n', ['a']],
  [
    'a text in lines',
    'edge:\n  cdn: |\n    one\n    two\n',
    'edge:\n  cdn: |\n    one\n    two\n  denied:\n    - a\n',
    ['a'],
  ],
  ['lines of Windows', 'edge:\r\n  cdn: 1\r\n', 'edge:\r\n  cdn: 1\r\n  denied:\r\n    - a\r\n', ['a']],
  ['the last entry', 'edge:\n  cdn: 1\n  denied:\n    - a\nnext: 2\n', 'edge:\n  cdn: 1\nnext: 2\n', []],
  ['no map around it', 'edge: text\n', undefined, ['a']],
  ['no YAML', 'edge: [\n', undefined, ['a']],
])('%s', (_, before, after, list) => expect(withList(before, path, list)).toBe(after));

const items = fc.array(
  fc.oneof(
    fc.constantFrom('192.0.2.0/24', '2001:db8::/32', 'a: b', '# c', ''),
    fc.record(
      {
        block: fc.constantFrom('203.0.113.0/24', '2001:db8::/32'),
        slot: fc.integer({ min: 1, max: 15 }),
        because: fc.string({ unit: 'binary', maxLength: 30 }).filter((text) => !/[\0\r]/.test(text)),
      },
      { noNullPrototype: true },
    ),
  ),
  { maxLength: 5 },
);

test('whatever is put in is read back, and taken out again leaves the same bytes', () => {
  fc.assert(
    fc.property(items, items, (one, two) => {
      const added = withList(absent, path, one);
      const changed = added === undefined ? undefined : withList(added, path, two);
      if (added === undefined || changed === undefined) throw new Error('was not edited');
      const original: unknown = parse(absent);
      const listed = (text: string): unknown => parseDocument(text).getIn(path);
      const others = (text: string): unknown => {
        const document = parseDocument(text);
        document.deleteIn(path);
        return document.toJS();
      };
      for (const [text, list] of [
        [added, one],
        [changed, two],
      ] as const) {
        expect(others(text)).toEqual(original);
        const found = listed(text);
        expect(isNode(found) ? found.toJSON() : (found ?? [])).toEqual(list);
      }
      expect(withList(changed, path, [])).toBe(absent);
    }),
    { seed: 19, numRuns: 300 },
  );
});
