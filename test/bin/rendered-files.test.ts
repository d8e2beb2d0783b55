import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRendered } from '../../bin/rendered-files';
import { problemsOf } from '../support/environment-folder';
import { TemporaryHome } from '../support/temporary-home';

const folder = mkdtempSync(join(tmpdir(), 'commons-rendered-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a manifest that is no YAML is named with its line', () => {
  mkdirSync(join(folder, 'cluster'));
  writeFileSync(join(folder, 'cluster', 'a.yaml'), 'kind: ConfigMap\nmetadata: ]\n');
  const [problem, ...others] = problemsOf(() => readRendered(folder));
  expect(problem).toMatchObject({ file: join(folder, 'cluster', 'a.yaml'), line: 2 });
  expect(problem?.reason).toContain('is no YAML: ');
  expect(others).toEqual([]);
});

test('an environment that is not there is refused with those that are, and one that is not rendered with its place', async () => {
  const home = new TemporaryHome({ production: {} });
  try {
    expect(await home.commons('verify', 'prod')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'environments/prod/environment.yaml:1:1 does not exist\n    environments: production\n',
    });
    expect(await home.commons('verify', 'production')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'rendered/production:1:1 is not there\n    render the environment first: npm start\n',
    });
  } finally {
    home.remove();
  }
});
