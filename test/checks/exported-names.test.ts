import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const declaration = /^export (?:abstract )?(?:async )?(?:const|function\*?|class|interface|type|enum) (\w+)/gm;

/** Files that declare each exported name, by folder of the program. */
function declarations(): ReadonlyMap<string, readonly string[]> {
  const files = ['bin', 'lib', 'constructs', 'cdk8s', 'model'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(folder, file)),
  );
  const found = new Map<string, string[]>();
  for (const file of files) {
    for (const [, name = ''] of readFileSync(join(root, file), 'utf8').matchAll(declaration)) {
      found.set(name, [...(found.get(name) ?? []), file]);
    }
  }
  return found;
}

test('no two files export the same name, so that a search finds one thing', () => {
  const found = declarations();
  expect(found.get('Environment')).toEqual([join('model', 'environment.ts')]);
  expect([...found].filter(([, files]) => new Set(files).size > 1)).toEqual([]);
});
