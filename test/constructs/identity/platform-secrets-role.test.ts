import { roleOf } from './policy-evaluation';
import { everyPlatformRole, tokenContext } from './used-resources';

const role = roleOf(everyPlatformRole, 'test-platform-secrets');

test.each([
  ['test/platform/monitoring', true],
  ['test/platforms/monitoring', false],
  ['test/pad/hedgedoc', false],
])('components read %s: %s', (name, expected) => {
  const resource = `arn:aws:secretsmanager:us-east-1:111122223333:secret:${name}-AbCdEf`;
  expect(role.allows({ action: 'secretsmanager:GetSecretValue', resource })).toBe(expected);
  expect(role.allows({ action: 'secretsmanager:PutSecretValue', resource })).toBe(false);
});

test.each([
  ['openshift-gitops:secrets-reader', true],
  ['openshift-monitoring:secrets-reader', true],
  ['openshift-gitops:default', false],
  ['pad:secrets-reader', false],
])('as %s: %s', (account, expected) => {
  expect(role.trusts(tokenContext(account))).toBe(expected);
});
