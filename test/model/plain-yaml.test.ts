import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { plainYaml } from '../../model/plain-yaml';
import { SourceFile } from '../../model/source-file';
import { fixtureHome } from '../support/fixture-home';

const files = readdirSync(fixtureHome.environments, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.ya?ml$|facts\.json$/.test(file))
  .map((file) => [file, readFileSync(join(fixtureHome.environments, file), 'utf8')] as const);

/** What the parser that knows places makes of a text; nothing where it finds anything wrong. */
function located(text: string): { readonly value: unknown } | undefined {
  const source = new SourceFile('file.yaml', text);
  return source.syntaxProblems.length > 0 ? undefined : { value: source.value };
}

test('files as people write them are read by the fast parser, to the same values', () => {
  expect(files.length).toBeGreaterThan(20);
  for (const [file, text] of files) {
    const plain = plainYaml(text);
    expect([file, plain]).toEqual([file, located(text)]);
    expect(plain).toBeDefined();
  }
});

/** Words of YAML, and what the two parsers read in different ways. */
const words = [
  ['a', 'b: ', 'key: value\n', '  k: v\n', 'key:\n', '- ', '- x\n', '-', '\n', '\n  ', '\n    ', ' ', '\n\n'],
  ['"', "'", '""', '{', '}', '[', ']', '[]', '{}', ',', ':', '#', ' # c', '|', '>', '|-', '>+', '=', '@', '`', '\\'],
  ['&x ', '*x', '!!str ', '!t ', '%YAML 1.1\n', '---\n', '...\n', '? ', '? a\n: b\n', '<<: ', 'a: 1\na: 2\n'],
  ['1', '-0', '+1', '08', '0o7', '0x1F', '0b1', '1_000', '1:30', '1e3', '1e999', '.inf', '.5', '5.', '2027-02-30'],
  ['~', 'null', 'true', 'yes', '__proto__: ', 'toString: ', '12345678901234567890', '\\0', '\\x00', '\\u0041'],
  ['\t', '\r\n', '\r', '\0', '\ufeff', '\u0085', '\u2028', '\u0007', 'é'],
].flat();

const made = fc.array(fc.constantFrom(...words), { maxLength: 14 }).map((parts) => parts.join(''));

const changed = fc
  .tuple(
    fc.constantFrom(...files.map(([, text]) => text).filter(({ length }) => length < 2500)),
    fc.array(fc.tuple(fc.nat(2500), fc.nat(3), fc.constantFrom(...words)), { minLength: 1, maxLength: 3 }),
  )
  .map(([text, changes]) =>
    changes.reduce((before, [at, gone, word]) => {
      const place = at % (before.length + 1);
      return before.slice(0, place) + word + before.slice(place + gone);
    }, text),
  );

test('whatever is written, the fast parser reads the same as the other or leaves it to it', () => {
  let read = 0;
  fc.assert(
    fc.property(fc.oneof(made, changed), (text) => {
      const plain = plainYaml(text);
      if (plain === undefined) return;
      read++;
      expect(plain).toEqual(located(text));
    }),
    { numRuns: 5000, seed: 14 },
  );
  expect(read).toBeGreaterThan(500);
});

test.each([
  ['an alias', 'a: &x 1\nb: *x\n'],
  ['a key given twice', 'a: 1\na: 2\n'],
  ['a character without meaning', 'a: "\\0"\n'],
  ['a null key', '~: 1\n'],
  ['a directive', '%YAML 1.1\n---\na: 1\n'],
  ['a tab', 'a:\n\tb: 1\n'],
])('%s is left to the parser that knows places', (_, text) => {
  expect(plainYaml(text)).toBeUndefined();
});
