import { endpointPolicy } from '../../../constructs/network/endpoint-policies';
import { policyAllows } from '../identity/policy-evaluation';

const ours = '111122223333';
const theirs = '999988887777';

const passes = (service: string, action: string, principal?: string, owner?: string, resource?: string) =>
  policyAllows(endpointPolicy(service, ours), {
    action,
    resource,
    context: {
      ...(principal === undefined ? {} : { 'aws:PrincipalAccount': principal }),
      ...(owner === undefined ? {} : { 'aws:ResourceAccount': owner }),
    },
  });

test.each([
  ['our roles write to our buckets', 's3', 's3:PutObject', ours, ours],
  ['our roles make buckets', 's3', 's3:CreateBucket', ours, undefined],
  ['layers of images come from a registry’s bucket', 's3', 's3:GetObject', theirs, theirs],
  ['what is public is read by nobody in particular', 's3', 's3:GetObject', undefined, theirs],
  ['our roles describe machines', 'ec2', 'ec2:DescribeInstances', ours, undefined],
  ['our roles read secrets', 'secretsmanager', 'secretsmanager:GetSecretValue', ours, ours],
  ['our roles ask who they are', 'sts', 'sts:GetCallerIdentity', ours, undefined],
])('%s', (_, service, action, principal, owner) => {
  expect(passes(service, action, principal, owner)).toBe(true);
});

test.each([
  ['keys that somebody brought along carry nothing away', 's3', 's3:PutObject', theirs, theirs],
  ['keys that somebody brought along change nothing of ours', 's3', 's3:DeleteObject', theirs, ours],
  ['our roles carry nothing away', 's3', 's3:PutObject', ours, theirs],
  ['nobody in particular writes', 's3', 's3:PutObject', undefined, theirs],
  ['tables of others are not reached', 'dynamodb', 'dynamodb:PutItem', ours, theirs],
  ['secrets of others are not written', 'secretsmanager', 'secretsmanager:PutSecretValue', theirs, theirs],
  ['keys that somebody brought along take no role', 'sts', 'sts:AssumeRole', theirs, undefined],
])('%s', (_, service, action, principal, owner) => {
  expect(passes(service, action, principal, owner)).toBe(false);
});

test.each([
  [`arn:aws:iam::${ours}:role/testing-pad-secrets`, true],
  [`arn:aws:iam::${theirs}:role/collector`, false],
])('a token of the cluster is taken for %s: %s', (role, expected) => {
  expect(passes('sts', 'sts:AssumeRoleWithWebIdentity', undefined, undefined, role)).toBe(expected);
});
