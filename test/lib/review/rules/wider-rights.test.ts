import { findingLines } from '../../../support/review-files';

type Resources = Readonly<Record<string, object>>;

const template = (Resources: Resources) => ({
  'aws/test-identity.template.json': JSON.stringify({ Resources }, null, 1),
});
const lines = (before: Resources, after: Resources) =>
  findingLines({ before: template(before), after: template(after) });

const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: unknown, Resource: unknown, more: object = {}) => ({
  ...allow(Action, Resource, more),
  Effect: 'Deny',
});
const document = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });

const tagged = (tenant: string | undefined) =>
  tenant === undefined ? {} : { Tags: [{ Key: 'commons-platform/tenant', Value: tenant }] };
const bucket = (name: string, tenant?: string) => ({
  Type: 'AWS::S3::Bucket',
  Properties: { BucketName: name, ...tagged(tenant) },
});
const role = (statements: readonly object[], more: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: 'test-worker',
    Policies: statements.length === 0 ? [] : [{ PolicyName: 'permissions', PolicyDocument: document(...statements) }],
    ...more,
  },
});
const buckets = { Pad: bucket('test-pad', 'pad'), Wiki: bucket('test-wiki', 'wiki'), Logs: bucket('test-logs') };
const only = (statements: readonly object[], more: object = {}) => ({ ...buckets, Worker: role(statements, more) });

test.each<[string, Resources, Resources]>([
  [
    'a split into statements in another order',
    only([allow(['s3:GetObject', 's3:PutObject'], ['arn:aws:s3:::test-logs/*', 'arn:aws:s3:::test-pad/*'])]),
    only([
      allow('s3:PutObject', ['arn:aws:s3:::test-pad/*', 'arn:aws:s3:::test-logs/*']),
      allow(['s3:getobject'], ['arn:aws:s3:::test-pad/*', 'arn:aws:s3:::test-logs/*']),
    ]),
  ],
  [
    'an inline policy that becomes a policy of its own',
    only([allow('s3:GetObject', 'arn:aws:s3:::test-logs/*')]),
    {
      ...only([]),
      Policy: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: 'p',
          PolicyDocument: document(allow('s3:GetObject', 'arn:aws:s3:::test-logs/*')),
          Roles: [{ Ref: 'Worker' }],
        },
      },
    },
  ],
  [
    'a managed policy with the same rights',
    only([allow('s3:GetObject', 'arn:aws:s3:::test-logs/*')]),
    {
      ...only([], { ManagedPolicyArns: [{ Ref: 'Policy' }] }),
      Policy: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: {
          ManagedPolicyName: 'p',
          PolicyDocument: document(allow('s3:GetObject', 'arn:aws:s3:::test-logs/*')),
        },
      },
    },
  ],
  [
    'a new right that the same policy denies',
    only([allow('s3:GetObject', 'arn:aws:s3:::test-logs/*')]),
    only([allow(['s3:GetObject', 's3:DeleteObject'], 'arn:aws:s3:::test-logs/*'), deny('s3:Delete*', '*')]),
  ],
  [
    'the partition as CloudFormation knows it',
    only([allow('s3:GetObject', 'arn:aws:s3:::test-logs/*')]),
    only([allow('s3:GetObject', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::test-logs/*']] })]),
  ],
  ['a right that is gone', only([allow(['s3:GetObject', 's3:*'], '*')]), only([allow('s3:GetObject', '*')])],
  [
    'the role of a new tenant that stays with its own',
    buckets,
    {
      ...buckets,
      Talk: bucket('test-talk', 'talk'),
      Worker: role([allow('s3:*', 'arn:aws:s3:::test-talk/*')], tagged('talk')),
    },
  ],
])('%s gives nobody more', (_, before, after) => {
  expect(lines(before, after).filter((line) => !line.includes('no longer'))).toEqual([]);
});

test.each<[string, Resources, Resources, readonly string[]]>([
  [
    'a wildcard in the name of a bucket',
    only([allow('s3:GetObject', 'arn:aws:s3:::test-pad/*')]),
    only([allow('s3:GetObject', 'arn:aws:s3:::test-*/*')]),
    ['lets-in: role test-worker may now s3:GetObject on every tenant’s bucket and those of the platform'],
  ],
  [
    'a condition less',
    only([
      allow('s3:GetObject', 'arn:aws:s3:::test-pad/*', { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }),
    ]),
    only([allow('s3:GetObject', 'arn:aws:s3:::test-pad/*')]),
    ['lets-in: role test-worker may now s3:GetObject on bucket test-pad, whatever the VPC is, which had to be vpc-1'],
  ],
  [
    'a value more',
    only([
      allow('s3:GetObject', 'arn:aws:s3:::test-pad/*', { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }),
    ]),
    only([
      allow('s3:GetObject', 'arn:aws:s3:::test-pad/*', {
        Condition: { StringEquals: { 'aws:SourceVpc': ['vpc-1', 'vpc-2'] } },
      }),
    ]),
    ['lets-in: role test-worker may now s3:GetObject on bucket test-pad, also where the VPC is vpc-2'],
  ],
  [
    'keys of one alias',
    only([]),
    only([
      allow('kms:Decrypt', 'arn:aws:kms:us-east-1:111122223333:key/*', {
        Condition: {
          'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/test-pad' },
          StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
        },
      }),
    ]),
    [
      'lets-in: role test-worker may now kms:Decrypt on every key in us-east-1 of account 111122223333 where an alias of the key is alias/test-pad and the service that uses the key is s3.us-east-1.amazonaws.com',
    ],
  ],
  [
    'many values, tags, and a condition less of two',
    only([
      allow('ec2:DeleteVolume', 'arn:aws:ec2:*:*:volume/*', {
        Condition: {
          StringEquals: { 'aws:ResourceTag/owner': ['a', 'b', 'c', 'd', 'e', 'f'], 'aws:RequestedRegion': 'us-east-1' },
        },
      }),
    ]),
    only([
      allow('ec2:DeleteVolume', 'arn:aws:ec2:*:*:volume/*', {
        Condition: { StringEquals: { 'aws:ResourceTag/owner': ['a', 'b', 'c', 'd', 'e', 'f'] } },
      }),
    ]),
    [
      'lets-in: role test-worker may now ec2:DeleteVolume on every volume, whatever the region is, which had to be us-east-1, still where its tag owner is a or b or c or 3 more',
    ],
  ],
  [
    'everything but a few',
    only([allow('s3:GetObject', '*')]),
    only([{ Effect: 'Allow', NotAction: ['iam:*', 'kms:*'], Resource: '*' }]),
    ['lets-in: role test-worker may now do everything but iam:*, kms:* on everything'],
  ],
  [
    'a policy of AWS',
    only([], { ManagedPolicyArns: [] }),
    only([], { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }),
    ['lets-in: role test-worker may now do everything that AdministratorAccess says'],
  ],
  [
    'a Deny that is gone from its policy',
    only([allow('s3:*', '*'), deny('s3:Delete*', 'arn:aws:s3:::test-logs/*')]),
    only([allow('s3:*', '*')]),
    ['weakens: role test-worker does not refuse s3:Delete* on bucket test-logs any more'],
  ],
  [
    'a new role with power over others',
    buckets,
    only([allow('iam:PassRole', 'arn:aws:iam::111122223333:role/admin'), allow('ec2:Describe*', '*')]),
    ['lets-in: role test-worker may now iam:PassRole on role admin of account 111122223333'],
  ],
  [
    'a new role of a tenant with the data of another',
    buckets,
    only([allow('s3:GetObject', 'arn:aws:s3:::test-wiki/*')], tagged('pad')),
    ['lets-in: role test-worker may now s3:GetObject on bucket test-wiki'],
  ],
  [
    'a policy that cannot be read',
    only([allow('s3:GetObject', '*')]),
    only([allow('s3:GetObject', '*')], { Policies: [{ PolicyName: 'p', PolicyDocument: { 'Fn::ImportValue': 'x' } }] }),
    ['watch: role test-worker has a policy that could not be judged, since it is not written out'],
  ],
])('%s is said', (_, before, after, expected) => {
  expect(lines(before, after)).toEqual(expected);
});

const limit = (...statements: readonly object[]) => ({
  Type: 'AWS::IAM::ManagedPolicy',
  Properties: { ManagedPolicyName: 'test-boundary', PolicyDocument: document(...statements) },
});
const bounded = { PermissionsBoundary: 'arn:aws:iam::111122223333:policy/test-boundary' };
const everything = [allow('*', '*')];

test('a right outside of the boundary is none', () => {
  const Limit = limit(allow('s3:*', '*'), deny('s3:Delete*', '*'));
  const before = { Limit, Worker: role([allow('s3:GetObject', 'arn:aws:s3:::test-logs/*')], bounded) };
  const after = {
    Limit,
    Worker: role([allow(['s3:GetObject', 'ec2:*', 's3:DeleteBucket'], ['arn:aws:s3:::test-logs/*'])], bounded),
  };
  expect(lines(before, after)).toEqual([]);
});

test('a boundary that is gone is said once for all roles', () => {
  const Limit = limit(...everything, deny('iam:*', '*'));
  const second = (more: object) => role(everything, { RoleName: 'test-other', ...more });
  const before = { Limit, Worker: role(everything, bounded), Other: second(bounded) };
  const after = { Limit, Worker: role(everything), Other: second({}) };
  expect(lines(before, after)).toEqual([
    'weakens: role test-worker, role test-other is not held by the boundary test-boundary any more, nor by another one',
  ]);
});

test('a boundary that refuses less is said for the boundary', () => {
  const Worker = role(everything, bounded);
  const before = { Limit: limit(...everything, deny(['iam:*', 'kms:*'], '*')), Worker };
  const after = { Limit: limit(...everything, deny('iam:*', '*')), Worker };
  expect(lines(before, after)).toEqual(['weakens: policy test-boundary does not refuse kms:* any more']);
});

const key = (...statements: readonly object[]) => ({
  Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: document(...statements) } },
});
const root = allow('kms:*', '*', { Principal: { AWS: 'arn:aws:iam::111122223333:root' } });
const insecure = deny('s3:*', '*', { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
const bucketPolicy = (...statements: readonly object[]) => ({
  ...buckets,
  Policy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: { Ref: 'Pad' }, PolicyDocument: document(...statements) },
  },
});

test.each<[string, Resources, Resources, readonly string[]]>([
  [
    'another account in a key',
    key(root),
    key(root, allow('kms:Decrypt', '*', { Principal: { AWS: '999988887777' } })),
    ['lets-in: encryption key Key of test-identity lets account 999988887777 kms:Decrypt'],
  ],
  ['the account by its number', key(root), key(allow('kms:*', '*', { Principal: { AWS: '111122223333' } })), []],
  [
    'a bucket for everybody',
    bucketPolicy(insecure),
    bucketPolicy(insecure, allow('s3:GetObject', 'arn:aws:s3:::test-pad/*', { Principal: '*' })),
    ['lets-in: bucket test-pad lets everybody s3:GetObject on bucket test-pad'],
  ],
  [
    'a Deny that is gone from a bucket',
    bucketPolicy(insecure, deny('s3:DeleteBucket', '*', { Principal: '*' })),
    bucketPolicy(deny('s3:DeleteBucket', '*', { Principal: '*' })),
    ['weakens: bucket test-pad does not refuse s3:* where aws:SecureTransport is false any more'],
  ],
  [
    'the policy of a bucket that stays',
    bucketPolicy(insecure),
    buckets,
    ['weakens: bucket test-pad does not refuse s3:* where aws:SecureTransport is false any more'],
  ],
  [
    'the policy of an endpoint, without which everybody may pass',
    {
      Door: {
        Type: 'AWS::EC2::VPCEndpoint',
        Properties: {
          PolicyDocument: document(
            allow('*', '*', {
              Principal: '*',
              Condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333' } },
            }),
          ),
        },
      },
    },
    { Door: { Type: 'AWS::EC2::VPCEndpoint', Properties: {} } },
    [
      'lets-in: endpoint Door of test-identity lets everybody do everything, whatever the caller’s account is, which had to be 111122223333',
    ],
  ],
  [
    'all but one in place of nobody',
    bucketPolicy(insecure),
    bucketPolicy(insecure, allow('s3:GetObject', '*', { NotPrincipal: { AWS: 'arn:aws:iam::999988887777:root' } })),
    ['lets-in: bucket test-pad lets everybody but account 999988887777 s3:GetObject'],
  ],
])('%s', (_, before, after, expected) => {
  expect(lines(before, after)).toEqual(expected);
});

describe('a policy that is given to somebody elsewhere', () => {
  const policy = (...statements: readonly object[]) => ({
    Never: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { ManagedPolicyName: 'test-never', PolicyDocument: document(...statements) },
    },
  });
  const secrets = deny('secretsmanager:*', '*');
  const users = deny('iam:CreateUser', '*');

  test('refuses what other policies may allow', () =>
    expect(lines({ ...buckets, ...policy(secrets, users) }, { ...buckets, ...policy(users) })).toEqual([
      'weakens: policy test-never does not refuse secretsmanager:* any more',
    ]));

  test('refuses nothing when it is gone', () =>
    expect(lines({ ...buckets, ...policy(secrets) }, buckets)).toEqual([
      'weakens: policy test-never does not refuse secretsmanager:* any more',
    ]));

  test('is not missed with another logical id, or with its stack', () => {
    expect(lines({ ...buckets, ...policy(secrets) }, { ...buckets, Other: policy(secrets).Never })).toEqual([]);
    const before = {
      ...template(buckets),
      'aws/test-rights.template.json': JSON.stringify({ Resources: policy(secrets) }),
    };
    const found = findingLines({ before, after: template(buckets) });
    expect(found.filter((line) => line.includes('refuse'))).toEqual([]);
  });
});
