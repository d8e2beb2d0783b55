import { SourceFile } from '../../model/source-file';
import { formatProblem, type PathStep } from '../../model/problem';
import { changed, minimalEnvironment, report } from '../support/environment-folder';

const source = new SourceFile(
  'garden.yaml',
  `name: Garden # of the community
beds:
  - { plants: [kale, leek], "size m²": 4 }
  - plants:
      - beet
paths: { north: 7, 12: gravel }
`,
);
const place = (path: readonly PathStep[], side?: 'key' | 'value') => {
  const { line, column, path: told } = source.problem(path, 'is wrong', 'mend it', side);
  return `${line}:${column} ${told}`;
};

test.each<[string, PathStep[]]>([
  ['1:1 ', []],
  ['1:7 name', ['name']],
  ['3:3 beds', ['beds']],
  ['3:5 beds[0]', ['beds', 0]],
  ['3:22 beds[0].plants[1]', ['beds', 0, 'plants', 1]],
  ['3:40 beds[0].size m²', ['beds', 0, 'size m²']],
  ['5:9 beds[1].plants[0]', ['beds', 1, 'plants', 0]],
  ['6:17 paths.north', ['paths', 'north']],
])('a value is found at %s', (expected, path) => {
  expect(place(path)).toBe(expected);
});

test.each<[string, PathStep[]]>([
  ['1:1 name', ['name']],
  ['2:1 beds', ['beds']],
  ['3:7 beds[0].plants', ['beds', 0, 'plants']],
  ['6:10 paths.north', ['paths', 'north']],
])('a key is found at %s', (expected, path) => {
  expect(place(path, 'key')).toBe(expected);
});

test.each<[string, PathStep[]]>([
  ['1:1 owner', ['owner']],
  ['3:5 beds[0].soil.ph', ['beds', 0, 'soil', 'ph']],
  ['3:3 beds[7].plants', ['beds', 7, 'plants']],
  ['1:7 name.first', ['name', 'first']],
])('what the document has not is found at the nearest above it, %s', (expected, path) => {
  expect(place(path)).toBe(expected);
  expect(place(path, 'key')).toBe(expected);
});

test('a key that is a number in YAML is found too', () => {
  expect(place(['paths', '12'], 'key')).toBe('6:20 paths.12');
});

test.each<[string, PathStep[], string | undefined]>([
  ['text as written', ['name'], 'Garden'],
  ['a number as written', ['beds', 0, 'size m²'], '4'],
  ['nothing for a list', ['beds'], undefined],
  ['nothing for a gap', ['beds', 3, 'plants'], undefined],
])('the source of a scalar is %s', (_, path, expected) => {
  expect(source.sourceOf(path)).toBe(expected);
});

test.each<[PathStep[], boolean]>([
  [['name'], true],
  [['beds', 1, 'plants', 0], true],
  [['beds', 1, 'plants', 1], false],
  [['owner'], false],
  [['name', 'first'], false],
  [['beds', 'plants'], false],
])('whether the document has %j: %s', (path, expected) => {
  expect(source.has(path)).toBe(expected);
});

test('an entry without a value is there all the same', () => {
  expect(new SourceFile('a.yaml', 'name:\n').has(['name'])).toBe(true);
});

test('a release keeps its last zero', () => {
  expect(new SourceFile('a.yaml', 'release: 4.20\n').sourceOf(['release'])).toBe('4.20');
});

const mend = 'fix the syntax here or just before; if the file is cut off, write it again completely';

test.each([
  ['a list that does not end', 'zones: [a, b\n', '2:1', mend],
  ['text that does not end', "name: 'Garden\n", '2:1', mend],
  ['a tab', 'beds:\n\tplants: 3\n', '2:1', mend],
  ['a key given twice', 'name: a\nbeds: []\nname: b\n', '3:1', mend],
  ['two documents', 'name: a\n---\nname: b\n', '2:1', mend],
  ['an alias', 'name: &a Garden\nowner: *a\n', '2:8', 'write the value out here'],
])('%s keeps a file from being read', (_, text, at, remedy) => {
  const [first] = new SourceFile('garden.yaml', text).syntaxProblems;
  expect(first).toBeDefined();
  expect(first === undefined ? '' : formatProblem(first)).toMatch(
    new RegExp(`^garden\\.yaml:${at} \\S.*\\n {4}${remedy.replaceAll('*', '\\*')}$`),
  );
});

test('what one wrong letter makes of the rest of a file is not told', () => {
  const text = changed(minimalEnvironment, 'zones:', ']zones:');
  expect(report({ 'environment.yaml': text })).toHaveLength(2);
});

test('every key given twice is a problem of its own', () => {
  const { syntaxProblems } = new SourceFile('garden.yaml', 'a: 1\na: 2\nb: { c: 1, c: 2 }\n');
  expect(syntaxProblems.map(({ line, column }) => `${line}:${column}`)).toEqual(['2:1', '3:12']);
});

test('every alias is a problem of its own', () => {
  const { syntaxProblems } = new SourceFile('garden.yaml', 'a: &x 1\nb: *x\nc: [*x]\n');
  expect(syntaxProblems.map(formatProblem)).toEqual([
    'garden.yaml:2:4 *x is a YAML alias\n    write the value out here',
    'garden.yaml:3:5 *x is a YAML alias\n    write the value out here',
  ]);
});

test.each([
  ['the line ends of Windows', minimalEnvironment.replaceAll('\n', '\r\n')],
  ['a byte order mark', `\uFEFF${minimalEnvironment}`],
  ['a comment before', `# ours\n---\n${minimalEnvironment}`],
])('an environment is read with %s', (_, text) => {
  expect(report({ 'environment.yaml': text })).toEqual([]);
});

test('places are counted over the line ends of Windows', () => {
  const text = changed(minimalEnvironment, 'us-east-1c', 'us-west-2c').replaceAll('\n', '\r\n');
  expect(report({ 'environment.yaml': text })[0]).toMatch(/^environment\.yaml:6:33 zones\[2\]: /);
});

/** YAML 1.1 has dates, merge keys and `yes`; no file of ours means them. */
test.each(['%YAML 1.1\n---\n<<: 5\n', '%YAML 1.1\n---\n'])('a file that begins with %j is refused', (start) => {
  expect(report({ 'environment.yaml': `${start}${minimalEnvironment}` })).toEqual([
    'environment.yaml:1:1 begins with a YAML directive',
    'remove the line that begins with %',
  ]);
});

test.each([
  ['a mark that turns the text behind it around', 'name: Garden\nowner: a \u202e b\n', '2:10', '202e'],
  ['one in a comment', 'name: Garden # \u2066 x\n', '1:16', '2066'],
  ['a blank without width', 'name: Gar\u200bden\n', '1:10', '200b'],
  ['a byte order mark inside', 'name: Gar\ufeffden\n', '1:10', 'feff'],
  ['a bell', 'name: "Gar\u0007den"\n', '1:11', '0007'],
])('%s is shown to who cannot see it', (_, text, at, code) => {
  const source = new SourceFile('garden.yaml', text);
  expect(source.plain).toBeUndefined();
  expect(source.syntaxProblems.map(formatProblem)).toEqual([
    `garden.yaml:${at} has the character U+${code.toUpperCase()}, which nobody sees\n    remove it; if it must be there, write \\u${code} between double quotes`,
  ]);
});

test.each(['name: "Gar\\u202eden"\n', '\ufeffname: Garden\n', 'name: \u05d2\u05df \u200f\n', 'name: 👩\u200d🌾\n'])(
  'letters of every script, and what is written out, are as good as any: %j',
  (text) => {
    expect(new SourceFile('garden.yaml', text).syntaxProblems).toEqual([]);
  },
);

test('a tag of another program is no part of a value', () => {
  const source = new SourceFile('garden.yaml', 'name: !vault |\n  $ANSIBLE_VAULT;1.1\n');
  expect(source.syntaxProblems.map(formatProblem)).toEqual([
    'garden.yaml:1:7 has a YAML tag that means nothing here\n    write the value without it, in quotes if it begins with !',
  ]);
});
