import { secretShapesRule } from '../../../lib/verify/secret-shapes';
import { renderedFiles } from './rendered-files';

const reasons = (text: string) =>
  secretShapesRule.findings(renderedFiles({}, {}, { 'dns/library.zone': text })).map(({ reason }) => reason);

test.each([
  ['an AWS access key', 'AKIAIOSFODNN7EXAMPLE'],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----'],
  ['a token of GitLab, GitHub or Slack', `glpat-${'x'.repeat(20)}`],
  ['a JSON web token', `eyJ${'a'.repeat(12)}.eyJ${'b'.repeat(12)}.c`],
  ['a password inside an address', 'postgres://app:hunter2@db:5432/app'],
])('%s is found in any file', (what, text) => {
  expect(reasons(`first: line\nthen: ${text}\n`)).toEqual([`it contains what looks like ${what}`]);
});

test('an address whose password is a variable is no matter', () => {
  expect(reasons('postgres://app:$(PASSWORD)@db:5432/app')).toEqual([]);
  expect(reasons('https://library.example/a:b')).toEqual([]);
});
