import { decideAccess, type AccessCall, type AccessPolicies } from '../../../lib/iam/policy-decision';
import { parseStatements } from '../../../lib/iam/policy-statements';

const user = 'AWS:arn:aws:iam::111122223333:user/carlos';
const role = 'AWS:arn:aws:iam::111122223333:role/pad';

const policy = (...statements: readonly object[]) => parseStatements({ Version: '2012-10-17', Statement: statements });
const allow = (Action: unknown, Resource: unknown = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: unknown, Resource: unknown = '*', more: object = {}) => ({
  ...allow(Action, Resource, more),
  Effect: 'Deny',
});
const inBucket = 'arn:aws:s3:::uploads/a.png';

/** After the pages "Policy evaluation logic" and "Permissions boundaries" of the IAM user guide. */
const decisions: readonly (readonly [string, AccessPolicies, AccessCall, string])[] = [
  ['nothing is allowed by default', { identity: [] }, { action: 's3:GetObject', resource: inBucket }, 'not allowed'],
  [
    'an allow is enough',
    { identity: policy(allow('s3:Get*', 'arn:aws:s3:::uploads/*')) },
    { action: 's3:getobject', resource: inBucket },
    'allowed',
  ],
  [
    'a deny overrides an allow',
    { identity: policy(allow('s3:*'), deny('s3:GetObject', 'arn:aws:s3:::uploads/*')) },
    { action: 's3:GetObject', resource: inBucket },
    'denied',
  ],
  [
    'a boundary grants nothing',
    { identity: [], limits: [policy(allow('*'))] },
    { action: 's3:GetObject', resource: inBucket },
    'not allowed',
  ],
  [
    'a boundary limits: a user with s3, cloudwatch and ec2 in the boundary creates no user',
    {
      identity: policy(allow('iam:CreateUser')),
      limits: [policy(allow(['s3:*', 'cloudwatch:*', 'ec2:*']))],
    },
    { action: 'iam:CreateUser' },
    'not allowed',
  ],
  [
    'a policy of a session limits as well',
    { identity: policy(allow('s3:*')), limits: [policy(allow('*')), policy(allow('s3:List*'))] },
    { action: 's3:GetObject', resource: inBucket },
    'not allowed',
  ],
  [
    'a policy of a resource is enough in one account',
    {
      identity: [],
      resource: policy(allow('s3:GetObject', 'arn:aws:s3:::uploads/*', { Principal: { AWS: role.slice(4) } })),
    },
    { action: 's3:GetObject', resource: inBucket, principals: [role] },
    'allowed',
  ],
  [
    'a role that a resource names is held by its boundary',
    {
      identity: [],
      limits: [policy(allow('ec2:*'))],
      resource: policy(allow('s3:GetObject', '*', { Principal: { AWS: role.slice(4) } })),
    },
    { action: 's3:GetObject', resource: inBucket, principals: [role] },
    'not allowed',
  ],
  [
    'a user whom a resource names is not held by a boundary that does not mention it',
    {
      identity: [],
      limits: [policy(allow('ec2:*'))],
      resource: policy(allow('s3:GetObject', '*', { Principal: { AWS: user.slice(4) } })),
    },
    { action: 's3:GetObject', resource: inBucket, principals: [user] },
    'allowed',
  ],
  [
    'a user whom a resource names is held by a deny of the boundary',
    {
      identity: [],
      limits: [policy(deny('s3:*'))],
      resource: policy(allow('s3:GetObject', '*', { Principal: { AWS: user.slice(4) } })),
    },
    { action: 's3:GetObject', resource: inBucket, principals: [user] },
    'denied',
  ],
  [
    'between accounts both have to allow',
    { identity: [], needsBoth: true, resource: policy(allow('s3:GetObject', '*', { Principal: '*' })) },
    { action: 's3:GetObject', resource: inBucket, principals: [user] },
    'not allowed',
  ],
  [
    'NotAction in an allow is everything else',
    { identity: policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }) },
    { action: 'ec2:RunInstances' },
    'allowed',
  ],
  [
    'NotAction in an allow is not what it names',
    { identity: policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }) },
    { action: 'iam:CreateUser' },
    'not allowed',
  ],
  [
    'NotAction in a deny without a second factor',
    {
      identity: policy(allow('*'), {
        Effect: 'Deny',
        NotAction: ['iam:ListUsers'],
        Resource: '*',
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      }),
    },
    { action: 'ec2:StopInstances' },
    'denied',
  ],
  [
    'NotResource in a deny: only these buckets',
    {
      identity: policy(allow('s3:*'), {
        Effect: 'Deny',
        Action: 's3:*',
        NotResource: ['arn:aws:s3:::uploads', 'arn:aws:s3:::uploads/*'],
      }),
    },
    { action: 's3:GetObject', resource: 'arn:aws:s3:::HRBucket/payroll' },
    'denied',
  ],
  [
    'NotPrincipal in a deny: everybody but',
    {
      identity: [],
      resource: policy(allow('s3:*', '*', { Principal: '*' }), {
        Effect: 'Deny',
        NotPrincipal: { AWS: role.slice(4) },
        Action: 's3:*',
        Resource: '*',
      }),
    },
    { action: 's3:GetObject', resource: inBucket, principals: [user] },
    'denied',
  ],
  [
    'an account is its number',
    { identity: [], resource: policy(allow('kms:Decrypt', '*', { Principal: { AWS: '111122223333' } })) },
    { action: 'kms:Decrypt', resource: 'arn:k', principals: ['AWS:arn:aws:iam::111122223333:root'] },
    'allowed',
  ],
  [
    'a variable is the value of the request',
    { identity: policy(allow('s3:GetObject', 'arn:aws:s3:::uploads/${aws:PrincipalTag/team}/*')) },
    {
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::uploads/pad/a.png',
      context: { 'aws:PrincipalTag/team': 'pad' },
    },
    'allowed',
  ],
  [
    'a variable without a value fits nothing',
    { identity: policy(allow('s3:GetObject', 'arn:aws:s3:::uploads/${aws:PrincipalTag/team}*')) },
    { action: 's3:GetObject', resource: 'arn:aws:s3:::uploads/pad' },
    'not allowed',
  ],
  [
    'a variable has a default',
    { identity: policy(allow('s3:GetObject', "arn:aws:s3:::uploads/${aws:PrincipalTag/team, 'public'}/*")) },
    { action: 's3:GetObject', resource: 'arn:aws:s3:::uploads/public/a.png' },
    'allowed',
  ],
];

test.each(decisions)('%s', (_, policies, call, expected) => {
  expect(decideAccess(policies, call)).toBe(expected);
});

type Values = string | readonly string[] | undefined;

/** After the page "Condition operators" of the IAM user guide, and that of keys with several values. */
const comparisons: readonly (readonly [string, string | readonly string[], Values, boolean])[] = [
  ['StringEquals', 'a', 'a', true],
  ['StringEquals', 'a*', 'ab', false],
  ['StringEquals', 'a', undefined, false],
  ['StringEqualsIfExists', 'a', undefined, true],
  ['StringEqualsIfExists', 'a', 'b', false],
  ['StringNotEquals', 'a', undefined, true],
  ['StringNotEquals', ['a', 'b'], 'b', false],
  ['StringNotEqualsIfExists', 'a', undefined, true],
  ['StringEqualsIgnoreCase', 'A', 'a', true],
  ['StringNotEqualsIgnoreCase', 'A', 'a', false],
  ['StringLike', 'a?c*', 'abcd', true],
  ['StringLike', 'a*', '*', false],
  ['StringNotLike', 'a*', 'b', true],
  ['NumericLessThan', '1.2', '1.1', true],
  ['NumericLessThan', '10', '10', false],
  ['NumericLessThanEquals', '10', '10', true],
  ['NumericGreaterThan', '300', '301', true],
  ['NumericGreaterThanEquals', '300', '299', false],
  ['NumericEquals', '10', '10.0', true],
  ['NumericNotEquals', '10', '10', false],
  ['DateGreaterThan', '2020-04-01T00:00:00Z', '2020-06-30T23:59:59Z', true],
  ['DateLessThan', '2020-04-01T00:00:00Z', '2020-06-30T23:59:59Z', false],
  ['DateEquals', '2020-04-01T00:00:00Z', '1585699200', true],
  ['Bool', 'true', 'true', true],
  ['Bool', 'true', undefined, false],
  ['BoolIfExists', 'true', undefined, true],
  ['BinaryEquals', 'QmluYXJ5', 'QmluYXJ5', true],
  ['IpAddress', '203.0.113.0/24', '203.0.113.7', true],
  ['IpAddress', ['203.0.113.0/24', '2001:DB8:1234:5678::/64'], '2001:db8:1234:5678::1', true],
  ['IpAddress', '203.0.113.0/24', '198.51.100.1', false],
  ['NotIpAddress', '203.0.113.0/24', '198.51.100.1', true],
  ['ArnLike', 'arn:aws:sns:*:123456789012:*', 'arn:aws:sns:eu-west-1:123456789012:TOPIC', true],
  ['ArnEquals', 'arn:aws:sns:*:123456789012:*', 'arn:aws:sns:eu-west-1:123456789012:TOPIC', true],
  // A star of an ARN does not reach beyond a colon.
  ['ArnLike', 'arn:aws:*:TOPIC', 'arn:aws:sns:eu-west-1:123456789012:TOPIC', false],
  ['ArnNotLike', 'arn:aws:sns:*:123456789012:*', 'arn:aws:sns:eu-west-1:999988887777:TOPIC', true],
  ['Null', 'true', undefined, true],
  ['Null', 'true', 'a', false],
  ['Null', 'false', 'a', true],
  ['ForAllValues:StringEquals', ['a', 'b'], ['a'], true],
  ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
  ['ForAllValues:StringEquals', ['a', 'b'], undefined, true],
  ['ForAnyValue:StringEquals', ['a', 'b'], ['a', 'c'], true],
  ['ForAnyValue:StringEquals', ['a', 'b'], ['c'], false],
  ['ForAnyValue:StringEquals', ['a', 'b'], undefined, false],
  ['ForAllValues:StringNotLike', ['a*'], ['b', 'c'], true],
  ['ForAnyValue:StringNotEquals', ['a'], ['a', 'b'], true],
];

test.each(comparisons)('%s %j with %j in the request: %s', (operator, wanted, found, expected) => {
  const statements = policy(allow('*', '*', { Condition: { [operator]: { 'aws:Key': wanted } } }));
  const decided = decideAccess({ identity: statements }, { action: 'x:Y', context: { 'AWS:key': found } });
  expect(decided).toBe(expected ? 'allowed' : 'not allowed');
});

test('an operator that IAM does not have is no condition that holds', () => {
  const statements = policy(allow('*', '*', { Condition: { StringIs: { 'aws:Key': 'a' } } }));
  expect(() => decideAccess({ identity: statements }, { action: 'x:Y' })).toThrow('IAM has no operator StringIs');
});
