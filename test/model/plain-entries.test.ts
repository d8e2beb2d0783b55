import { isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml';
import { PlainEntries } from '../../model/plain-entries';
import { plainYaml } from '../../model/plain-yaml';
import type { PathStep } from '../../model/problem';
import { everyKind } from '../support/every-kind';

const shapes = `
text: plain
quoted: 'one: # text'
double: "two"
empty:
list:
  - one
  - "two": 2
    three: [1, { four: 4 }]
  - - nested
map: { a: {}, b: [] }
folded: >
  several
  lines
long: begins here
  and goes on
'true': yes
# A comment before the last.
last: end
`;

/** Every path of a document, with what the parser that knows all of YAML says of it. */
function* placesIn(
  node: Node | undefined,
  path: readonly PathStep[] = [],
): Generator<readonly [readonly PathStep[], Node]> {
  if (node === undefined) return;
  yield [path, node];
  if (isMap<Node, Node | null>(node)) {
    for (const { key, value } of node.items) {
      if (isScalar(key) && value !== null) yield* placesIn(value, [...path, String(key.value)]);
    }
  }
  if (isSeq<Node>(node)) {
    for (const [index, item] of node.items.entries()) yield* placesIn(item, [...path, index]);
  }
}

const texts = { shapes, ...everyKind };

test.each(Object.entries(texts))('places in %s are those of the slower parser, where any are told', (_, text) => {
  if (plainYaml(text) === undefined) return;
  const entries = new PlainEntries(text);
  const all = [...placesIn(parseDocument(text).contents ?? undefined)];
  const told = all.flatMap(([path, node]) => {
    const found = entries.at(path);
    return found === null ? [] : [{ path, node, found }];
  });
  expect(told.map(({ path, found }) => [path, found?.value?.offset, found?.value?.source])).toEqual(
    told.map(({ path, node }) => [path, node.range?.[0], isScalar(node) ? node.source : undefined]),
  );
  expect(told.length).toBeGreaterThan(all.length / 2);
});

test('most files of an environment are read this way', () => {
  const plain = Object.values(everyKind).filter((text) => plainYaml(text) !== undefined);
  expect(plain.length).toBeGreaterThan(Object.keys(everyKind).length / 2);
});

test('what is not there is told apart from what only the slower parser knows', () => {
  const entries = new PlainEntries(shapes);
  expect(entries.at(['missing'])).toBeUndefined();
  expect(entries.at(['text', 'below'])).toBeUndefined();
  expect(entries.at(['list', 3])).toBeUndefined();
  expect(entries.at(['empty'])).toBeNull();
  expect(entries.at(['folded'])).toBeNull();
  expect(new PlainEntries('4.20: a\n').at(['4.2'])).toBeNull();
});

test('keys begin with their quotes', () => {
  const entries = new PlainEntries(shapes);
  expect(entries.at(['list', 1, 'two'])?.key?.offset).toBe(shapes.indexOf('"two": 2'));
  expect(entries.at(['last'])?.key?.offset).toBe(shapes.indexOf('last: end'));
});
