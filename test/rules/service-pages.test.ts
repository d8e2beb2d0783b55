import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { kinds } from '../../cdk8s/services/kinds';

const pages = resolve(__dirname, '../../docs/services');
const pageNames = [...kinds.map(({ kind }) => kind), 'keycloak'];

test.each(pageNames)('%s has a page, and what it leads to is there', (kind) => {
  const page = readFileSync(resolve(pages, `${kind}.md`), 'utf8');
  expect(page).toMatch(/^# \S/);
  const paths = [...page.matchAll(/\]\((\.\.\/\.\.\/[^)#]+)/g)].map(([, path = '']) => resolve(pages, path));
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});

/** What an environment declares itself, and has tests of its own. */
const besideTenants = ['gitlab', 'gitlab-runner-hosts'];

test('every page is of a service', () => {
  expect(readdirSync(pages).sort()).toEqual([...pageNames, ...besideTenants].map((kind) => `${kind}.md`).sort());
});
