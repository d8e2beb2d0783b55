import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRendered } from '../../bin/rendered-files';
import { problemsOf } from '../support/environment-folder';

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
