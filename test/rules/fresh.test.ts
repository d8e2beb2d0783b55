import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { kinds } from '../../cdk8s/services/kinds';
import { exampleHome, loadExample } from '../support/example-home';
import { renderEnvironment } from '../../bin/render-environment';
import { environmentNames } from '../../model/load';
import { filesBelow } from '../support/rendered';

const contents = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(filesBelow(folder, /./).map((file) => [relative(folder, file), readFileSync(file, 'utf8')]));

test('only environments of the repository are rendered', () => {
  const rendered = new Set(
    filesBelow(exampleHome.rendered, /./).map((file) => relative(exampleHome.rendered, file).split('/')[0]),
  );
  expect([...rendered].sort()).toEqual(environmentNames(exampleHome.environments));
});

test.each(environmentNames(exampleHome.environments))(
  'rendered/%s is what its files render to: if not, npm start',
  async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'commons-fresh-'));
    try {
      await renderEnvironment(loadExample(name), kinds, folder);
      const [fresh, committed] = [contents(folder), contents(join(exampleHome.rendered, name))];
      const stale = Object.keys({ ...fresh, ...committed }).filter((file) => fresh[file] !== committed[file]);
      expect(stale).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
