import { Stack } from 'aws-cdk-lib/core';
import { cdkContext } from '../../bin/cdk-context';
import { bootstrapRoleArn } from '../../constructs/bootstrap-role';
import { cloudApp } from '../../lib/cloud-app';
import { deploymentRights } from '../../lib/deployment-rights';
import { platform } from '../../lib/platform';
import { qualifierFromContext } from '../../lib/qualifier-from-context';
import { load } from '../support/environment-folder';
import { fullEnvironment } from '../support/full-environment';

const env = { account: '111122223333', region: 'eu-west-1' };

test('a role of the bootstrap has CDK’s qualifier, unless the context has another', () => {
  const arnWith = (context: Readonly<Record<string, unknown>>, region?: string) =>
    bootstrapRoleArn(new Stack(cloudApp({ context }), 'Test', { env }), 'deploy', region);
  expect([
    arnWith({}),
    arnWith({ '@aws-cdk/core:bootstrapQualifier': 'commons' }),
    arnWith({ '@aws-cdk/core:bootstrapQualifier': 'commons' }, 'us-east-1'),
  ]).toEqual([
    'arn:aws:iam::111122223333:role/cdk-hnb659fds-deploy-role-111122223333-eu-west-1',
    'arn:aws:iam::111122223333:role/cdk-commons-deploy-role-111122223333-eu-west-1',
    'arn:aws:iam::111122223333:role/cdk-commons-deploy-role-111122223333-us-east-1',
  ]);
});

test('a command that names the bootstrap reads the qualifier as the stacks do', () => {
  expect(qualifierFromContext({})).toBe('hnb659fds');
  expect(qualifierFromContext({ '@aws-cdk/core:bootstrapQualifier': 'commons' })).toBe('commons');
});

test('whatever names the bootstrap in any stack follows the qualifier of the context', () => {
  const { environment, facts } = load(fullEnvironment);
  const app = cloudApp({ context: { ...cdkContext(), '@aws-cdk/core:bootstrapQualifier': 'commons' } });
  platform(app, environment, {
    ...facts,
    serviceAccountIssuer: 'https://d111111abcdef8.cloudfront.net',
    clusterPrivateZoneId: 'Z0EXAMPLE456COMMONS78',
  });
  deploymentRights(app, environment, facts, []);
  const { stacks } = app.synth();
  const text = stacks.map(({ template }) => JSON.stringify(template)).join('\n');
  expect(text).not.toContain('hnb659fds');
  const named = text.match(/cdk-commons-[a-z-]+-role/g) ?? [];
  expect([...new Set(named)].sort()).toEqual(
    ['cfn-exec', 'deploy', 'file-publishing'].map((role) => `cdk-commons-${role}-role`),
  );
});
