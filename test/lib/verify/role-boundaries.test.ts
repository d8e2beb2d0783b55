import { templateSchema } from '../../../lib/rendered';
import { roleBoundariesRule } from '../../../lib/verify/role-boundaries';
import { rightsOf } from '../../support/deployment-rights';
import { load } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';

const { rendered } = rightsOf(load(fullEnvironment));

const findings = (resources: Readonly<Record<string, unknown>>) => {
  const more = Object.entries(templateSchema.parse({ Resources: resources }).Resources);
  return roleBoundariesRule
    .findings({
      ...rendered,
      resources: [
        ...rendered.resources,
        ...more.map(([logicalId, resource]) => ({ stack: 'testing-x', logicalId, resource })),
      ],
    })
    .map(({ place, reason }) => `${place}: ${reason}`);
};

const policy = (name: string) => `arn:aws:iam::111122223333:policy/testing-${name}`;
const document = (Action: string, Resource = '*') => ({ Statement: [{ Effect: 'Allow', Action, Resource }] });
const role = (boundary: unknown, Action = 's3:GetObject', Resource = '*') => ({
  Type: 'AWS::IAM::Role',
  Properties: { PermissionsBoundary: boundary, Policies: [{ PolicyDocument: document(Action, Resource) }] },
});
const workloads = policy('boundary-workloads');

test('every role of an environment is under a boundary, which leaves it what it is for', () => {
  expect(findings({})).toEqual([]);
  const logs = 'arn:aws:s3:::testing-flow-logs-111122223333-us-east-1/*';
  const contributor = role(policy('boundary-contributors'), 's3:GetObject', logs);
  expect(findings({ Fine: role(workloads), Also: contributor })).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['none', undefined, 'has no permissions boundary'],
  ['one of its own', { Ref: 'Mine' }, 'has a boundary that is not a plain ARN: {"Ref":"Mine"}'],
  ['one of another stack', policy('mine'), `has the boundary ${policy('mine')}, which no engineer deploys`],
])('a role with %s is found', (_, boundary, reason) => {
  expect(findings({ Bare: role(boundary) })).toEqual([`testing-x AWS::IAM::Role Bare: ${reason}`]);
});

test.each([
  ['sqs:SendMessage', '*'],
  ['iam:CreateRole', '*'],
  ['backup:DeleteRecoveryPoint', '*'],
  ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:us-east-1:111122223333:secret:testing/cluster/key-??????'],
  ['sts:AssumeRole', 'arn:aws:iam::111122223333:role/cdk-hnb659fds-deploy-role-111122223333-us-east-1'],
])('a right that the boundary takes away is found: %s', (action, resource) => {
  const cut = `: may do ${action}, and its boundary does not allow that`;
  expect(findings({ Cut: role(workloads, action, resource) })).toEqual([`testing-x AWS::IAM::Role Cut${cut}`]);
  const attached = {
    Type: 'AWS::IAM::Policy',
    Properties: { Roles: [{ Ref: 'Cut' }], PolicyDocument: document(action, resource) },
  };
  expect(findings({ Cut: role(workloads), Attached: attached })).toEqual([`testing-x AWS::IAM::Role Cut${cut}`]);
});

test.each(['AWS::IAM::ManagedPolicy', 'AWS::IAM::User', 'AWS::IAM::Group', 'AWS::IAM::AccessKey'])(
  'a stack that makes a %s is found',
  (type) => {
    expect(findings({ Made: { Type: type } })).toEqual([`testing-x ${type} Made: no deploy may make a ${type}`]);
  },
);
