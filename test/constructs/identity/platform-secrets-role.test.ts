import { PlatformSecretsRole } from '../../../constructs/identity/platform-secrets-role';
import { templateOf } from '../../support/stacks';
import { roleOf } from './policy-evaluation';

const host = 'd111111abcdef8.cloudfront.net';
const template = templateOf(
  (stack) =>
    new PlatformSecretsRole(stack, 'Role', {
      roleName: 'test-platform-secrets',
      issuer: `https://${host}`,
      namespaces: ['openshift-monitoring', 'openshift-gitops'],
      path: 'test/platform',
      key: { alias: 'alias/test-data', region: 'us-east-1', account: '111122223333' },
    }),
);
const role = roleOf(template, 'test-platform-secrets');

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
  const token = { [`${host}:sub`]: `system:serviceaccount:${account}`, [`${host}:aud`]: 'sts.amazonaws.com' };
  expect(role.trusts(token)).toBe(expected);
});
