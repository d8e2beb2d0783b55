import { CiRole } from '../../../constructs/identity/ci-role';
import { propertiesOf, templateOf } from '../../support/stacks';
import { roleOf } from './policy-evaluation';

const gitlab = 'gitlab.example';
const templateIn = (region: string, ...others: readonly string[]) =>
  templateOf(
    (stack) =>
      new CiRole(stack, 'Ci', {
        roleName: 'test-ci',
        issuer: `https://${gitlab}`,
        project: 'infrastructure/platform',
        branches: ['main', 'release'],
        regions: [region, ...others],
        rightsStack: 'test-rights',
      }),
    region,
  );
const template = templateIn('eu-west-1', 'us-east-1');
const role = roleOf(template, 'test-ci');

const token = (subject: string, audience = `https://${gitlab}`) => ({
  [`${gitlab}:sub`]: subject,
  [`${gitlab}:aud`]: audience,
});

test.each([
  ['project_path:infrastructure/platform:ref_type:branch:ref:main', true],
  ['project_path:infrastructure/platform:ref_type:branch:ref:release', true],
  ['project_path:infrastructure/platform:ref_type:branch:ref:main-2', false],
  ['project_path:infrastructure/platform:ref_type:tag:ref:main', false],
  ['project_path:somebody/platform:ref_type:branch:ref:main', false],
  ['', false],
])('a job of %s deploys: %s', (subject, expected) => {
  expect(role.trusts(token(subject))).toBe(expected);
  expect(role.trusts(token(subject, 'https://elsewhere.example'))).toBe(false);
});

const bootstrapRole = (name: string, region: string, account = '111122223333') =>
  `arn:aws:iam::${account}:role/cdk-hnb659fds-${name}-role-${account}-${region}`;

test.each([
  ['deploy', 'eu-west-1', true],
  ['file-publishing', 'eu-west-1', true],
  ['lookup', 'eu-west-1', false],
  ['deploy', 'us-east-1', true],
  ['deploy', 'ap-south-1', false],
  ['cfn-exec', 'eu-west-1', false],
  ['image-publishing', 'eu-west-1', false],
])('it may take the bootstrap’s %s role in %s: %s', (name, region, expected) => {
  const context = { 'aws:RequestedRegion': 'eu-west-1' };
  const take = { action: 'sts:AssumeRole', context };
  expect(role.allows({ ...take, resource: bootstrapRole(name, region) })).toBe(expected);
  expect(role.allows({ ...take, resource: bootstrapRole(name, region, '444455556666') })).toBe(false);
});

test.each(['iam:PassRole', 'cloudformation:UpdateStack', 's3:PutObject', 'secretsmanager:GetSecretValue'])(
  'it never does %s itself, whoever grants it',
  (action) => {
    expect(role.neverDoes({ action, context: { 'aws:RequestedRegion': 'eu-west-1' } })).toBe(true);
  },
);

test.each([
  ['GetTemplate', 'test-rights', 'eu-west-1', true],
  ['DescribeStacks', 'CDKToolkit', 'us-east-1', true],
  ['GetTemplate', 'test-storage', 'eu-west-1', false],
  ['UpdateStack', 'test-rights', 'eu-west-1', false],
])('it may call %s of %s in %s: %s', (action, stack, region, expected) => {
  const resource = `arn:aws:cloudformation:${region}:111122223333:stack/${stack}/5c1f0a52`;
  const context = { 'aws:RequestedRegion': region };
  expect(role.allows({ action: `cloudformation:${action}`, resource, context })).toBe(expected);
});

test('it does nothing in a third region', () => {
  const resource = bootstrapRole('deploy', 'eu-west-1');
  expect(role.allows({ action: 'sts:AssumeRole', resource, context: { 'aws:RequestedRegion': 'ap-south-1' } })).toBe(
    false,
  );
});

test('in us-east-1 there is no second region', () => {
  const [policy] = Object.values(propertiesOf(templateIn('us-east-1'), 'AWS::IAM::ManagedPolicy'));
  expect(JSON.stringify(policy)).toContain('"aws:RequestedRegion":["us-east-1"]');
  expect(JSON.stringify(policy).match(/cdk-hnb659fds-[a-z-]+-role/g)).toEqual([
    'cdk-hnb659fds-deploy-role',
    'cdk-hnb659fds-file-publishing-role',
  ]);
});

test('the provider of GitLab is in another stack, so that a silent GitLab takes no role with it', () => {
  template.resourceCountIs('AWS::IAM::OIDCProvider', 0);
});
