import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { kinds } from '../../cdk8s/services/kinds';
import { exampleHome } from '../support/example-home';
import { exampleEnvironments } from '../support/homes-under-test';
import { loadFrom } from '../support/load-from';
import { renderEnvironment } from '../../bin/render-environment';
import { filesBelow } from '../support/rendered';

const contents = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(filesBelow(folder, /./).map((file) => [relative(folder, file), readFileSync(file, 'utf8')]));

test('only environments of the example are rendered there', () => {
  const files = existsSync(exampleHome.rendered) ? filesBelow(exampleHome.rendered, /./) : [];
  const rendered = new Set(files.map((file) => relative(exampleHome.rendered, file).split('/')[0]));
  expect([...rendered].sort()).toEqual(exampleEnvironments.map(({ name }) => name));
});

for (const { home, name } of exampleEnvironments) {
  test(`what is committed for ${name} is what its files render to: if not, npm start`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'commons-fresh-'));
    try {
      await renderEnvironment(loadFrom(home, name), kinds, folder);
      const [fresh, committed] = [contents(folder), contents(join(home.rendered, name))];
      const stale = Object.keys({ ...fresh, ...committed }).filter((file) => fresh[file] !== committed[file]);
      expect(stale).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
