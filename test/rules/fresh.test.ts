import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { folders } from '../../bin/project';
import { renderEnvironment } from '../../bin/render-environment';
import { environmentNames, loadEnvironment } from '../../environments/load';
import { filesBelow, renderedFolder } from '../support/rendered';

const contents = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(filesBelow(folder, /./).map((file) => [relative(folder, file), readFileSync(file, 'utf8')]));

test('only environments of the repository are rendered', () => {
  const rendered = new Set(filesBelow(renderedFolder, /./).map((file) => relative(renderedFolder, file).split('/')[0]));
  expect([...rendered].sort()).toEqual(environmentNames(folders.environments));
});

test.each(environmentNames(folders.environments))(
  'rendered/%s is what its files render to: if not, npm start',
  async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'commons-fresh-'));
    try {
      await renderEnvironment(loadEnvironment(folders.environments, name), folder);
      const [fresh, committed] = [contents(folder), contents(join(renderedFolder, name))];
      const stale = Object.keys({ ...fresh, ...committed }).filter((file) => fresh[file] !== committed[file]);
      expect(stale).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
