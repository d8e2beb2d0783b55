import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { jestJunit } from '../support/jest-junit';

// Their form is checked against the published schemas by test/deep/gitlab.deep.ts.

const read = (file: string) => readFileSync(resolve(__dirname, '../..', file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const called = (file: string) =>
  [...read(file).matchAll(/npm (?:run (?:-s )?)?([a-z:]+)/g)]
    .map(([, script = '']) => script)
    .filter((each) => each !== 'ci');

test.each(['.gitlab-ci.yml', '.github/workflows/check.yaml'])(
  '%s runs scripts that there are, and all checks',
  (file) => {
    expect(called(file).filter((script) => scripts[script] === undefined)).toEqual([]);
    const checks = [...(scripts.check ?? '').matchAll(/npm:(\S+)/g)].map(([, script = '']) => script);
    expect(checks).toContain('unit');
    expect(called(file)).toEqual(expect.arrayContaining(['start', 'commons', ...checks]));
  },
);

test('what Jest found is a JUnit report, also of a file that cannot be run', () => {
  const result = (name: string, status: string, ...failureMessages: readonly string[]) => ({
    fullName: name,
    status,
    failureMessages,
  });
  const testResults = [
    {
      name: '/p/test/a.test.ts',
      message: '',
      assertionResults: [result('good', 'passed'), result('later', 'pending')],
    },
    { name: '/p/test/b.test.ts', message: '', assertionResults: [result('bad', 'failed', 'expected 1')] },
    { name: '/p/test/c.test.ts', message: 'no such module', assertionResults: [] },
  ];
  const report = jestJunit(JSON.stringify({ testResults }), '/p');
  expect(report).toContain('<testcase classname="test/a.test.ts" name="good"/>');
  expect(report).not.toContain('later');
  expect(report).toContain('name="bad"><failure message="expected 1">');
  expect(report).toContain('name="cannot be run"><failure message="no such module">');
});
