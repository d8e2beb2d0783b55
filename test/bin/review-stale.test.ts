import { readFileSync, rmSync } from 'node:fs';
import { changed, minimalEnvironment } from '../support/environment-folder';
import { GitHome } from '../support/git-home';

/** What a review says when the rendered files are not those of their sources. */

const home = new GitHome({ production: {} });
const source = 'environments/production/environment.yaml';
const budget = changed(minimalEnvironment, 'monthlyBudget: 1000', 'monthlyBudget: 1100');

beforeAll(async () => {
  const { code, stderr } = await home.commons('render');
  if (code !== 0) throw new Error(stderr);
  home.begin();
});
afterEach(() => home.restore());
afterAll(() => home.remove());

const rendered = (file: string) => readFileSync(home.path(file), 'utf8');
const template = 'rendered/production/aws/production-observability.template.json';

test('sources that change and are not rendered are said, with exit code 1', async () => {
  home.put(source, budget);
  const { code, stdout, stderr } = await home.commons('review');
  expect(stderr).toContain(
    'rendered/production:1:1 is not what environments/production renders to: aws/production-observability.template.json',
  );
  expect(stderr).toContain('render and commit it: npm start');
  expect(stdout).toContain('Not everything could be compared, so this is not all: 1 problem');
  expect(code).toBe(1);
});

test('what is rendered is compared, and is what its sources render to', async () => {
  home.put(source, budget);
  await home.commons('render');
  const { code, stdout, stderr } = await home.commons('review');
  expect(stderr).toBe('');
  expect(stdout).toContain('warns of costs from');
  expect(code).toBe(2);
});

test('another way to write the same is no change', async () => {
  home.put(source, `# For next year.\n${minimalEnvironment}`);
  const { code, stdout } = await home.commons('review');
  expect(stdout).toMatch(/^Nothing that is rendered changes\n/);
  expect(code).toBe(0);
});

test('a rendered file that somebody has written by hand is said, and what it does', async () => {
  home.put(template, changed(rendered(template), '"Amount": 1000', '"Amount": 9000'));
  const { code, stdout, stderr } = await home.commons('review');
  expect(stdout).toContain('warns of costs from');
  expect(stderr).toContain('is not what environments/production renders to');
  expect(code).toBe(1);
});

test('another file of the home has everything looked at, such as a newer version of the program', async () => {
  home.put(template, changed(rendered(template), '"Amount": 1000', '"Amount": 9000'));
  home.commitAll('wrong for a long time');
  home.put('package.json', '{}\n');
  const { code, stderr } = await home.commons('review', '--base', 'HEAD');
  expect(stderr).toContain('is not what environments/production renders to');
  expect(code).toBe(1);
  rmSync(home.path('package.json'));
});

test('sources with problems have those said, and what is rendered is compared', async () => {
  home.put(source, changed(minimalEnvironment, 'region: us-east-1', 'region: nowhere'));
  home.put(template, changed(rendered(template), '"Amount": 1000', '"Amount": 9000'));
  const { code, stdout, stderr } = await home.commons('review');
  expect(stderr).toContain('cannot be compared with what its sources render to, since they have problems');
  expect(stderr).toContain(`${source}:`);
  expect(stdout).toContain('warns of costs from');
  expect(code).toBe(1);
});

test('an environment that is not rendered yet, and one whose sources are gone', async () => {
  home.write('staging');
  expect((await home.commons('review')).stderr).toContain(
    'rendered/staging:1:1 is not what environments/staging renders to',
  );
  rmSync(home.path('environments'), { recursive: true });
  const { code, stderr } = await home.commons('review');
  expect(stderr).toContain('rendered/production:1:1 is still there without its sources');
  expect(stderr).toContain('npm start -- --remove production');
  expect(code).toBe(1);
});

test('of a commit, sources that say something else while nothing rendered differs are said', async () => {
  home.put(source, `# For next year.\n${minimalEnvironment}`);
  home.commitAll('comment');
  const comment = await home.commons('review', '--base', 'first', '--head', 'HEAD');
  expect({ code: comment.code, stderr: comment.stderr }).toEqual({ code: 0, stderr: '' });
  home.put(source, budget);
  home.commitAll('sources alone');
  const { code, stdout, stderr } = await home.commons('review', '--base', 'first', '--head', 'HEAD');
  expect(stderr).toContain('rendered/production:1:1 may be stale: environments/production says something else');
  expect(stdout).toContain('so this is not all');
  expect(code).toBe(1);
});
