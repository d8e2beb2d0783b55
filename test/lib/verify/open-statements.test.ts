import { openStatementsRule } from '../../../lib/verify/open-statements';
import { renderedFiles } from './rendered-files';

const role = (statement: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: { Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Allow', ...statement }] } }] },
  ...more,
});
const reasons = (resource: unknown) =>
  openStatementsRule.findings(renderedFiles({}, { Reader: resource })).map(({ place, reason }) => `${place} ${reason}`);

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  ['everything', { Action: 's3:GetObject', Resource: '*' }, 's3:GetObject'],
  ['everything, too', { Action: ['s3:GetObject', 's3:PutObject'], Resource: ['x', '*'] }, 's3:GetObject, s3:PutObject'],
  ['all but something', { Action: 's3:GetObject', NotResource: 'x' }, 's3:GetObject'],
])('a role that may do something to %s is found', (_, statement, actions) => {
  expect(reasons(role(statement))).toEqual([`testing AWS::IAM::Role Reader it allows ${actions} on every resource`]);
});

test('one that says why, names resources, or denies is no matter; nor is a policy that is about itself', () => {
  const open = { Action: 'ec2:DescribeZones', Resource: '*' };
  const Metadata = { 'commons-platform/every-resource-because': 'EC2 describes everything or nothing.' };
  expect(reasons(role(open, { Metadata }))).toEqual([]);
  const skip = (id: string) => ({ Metadata: { checkov: { skip: [{ id, comment: 'Machines are made on demand.' }] } } });
  expect(reasons(role(open, skip('CKV_AWS_111')))).toEqual([]);
  expect(reasons(role(open, skip('CKV_AWS_110')))).toHaveLength(1);
  expect(reasons(role({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::shelf/*' }))).toEqual([]);
  expect(reasons(role({ ...open, Effect: 'Deny' }))).toEqual([]);
  expect(reasons({ ...role(open), Type: 'AWS::KMS::Key' })).toEqual([]);
});
