import { tenantRolesRule } from '../../../lib/verify/tenant-roles';
import { arnOf, bucketOf, library, role, secret, subjectOf, trust } from './library';

const reasons = (ofTenants: Readonly<Record<string, unknown>>, ofPlatform: Readonly<Record<string, unknown>> = {}) =>
  tenantRolesRule.findings(library({}, ofTenants, ofPlatform)).map(({ place, reason }) => `${place}: ${reason}`);

const own = bucketOf('tenant-maps');
const backups = bucketOf('database-backups');
const objects = (bucket: string, key: string) => ({
  Action: 's3:GetObject',
  Resource: `arn:aws:s3:::${bucket}/${key}`,
});
const secretsBelow = (path: string) => ({
  Action: 'secretsmanager:GetSecretValue',
  Resource: arnOf('secretsmanager', `secret:${path}`),
});
const list = (Condition?: unknown) => ({ Action: ['s3:ListBucket'], Resource: `arn:aws:s3:::${backups}`, Condition });
const through = 's3.eu-north-1.amazonaws.com';
const aliased = { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': ['alias/library-data'] } };
const key = (conditions: object, service: unknown = through, Action = 'kms:Decrypt') => ({
  Action,
  Resource: arnOf('kms', 'key/*'),
  Condition: { StringEquals: { 'kms:ViaService': service }, ...conditions },
});

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  ['buckets by a pattern', objects(bucketOf('tenant-*'), '*'), `${bucketOf('tenant-*')} matches many buckets`],
  [
    'the bucket of another tenant',
    objects(bucketOf('tenant-maps-archive'), '*'),
    'is the bucket of tenant maps-archive',
  ],
  ['the folder of another tenant', objects(backups, 'maps-archive/tiles/*'), `maps-archive/tiles/* of ${backups}`],
  ['a folder without the slash at its end', objects(backups, 'maps*'), `maps* of ${backups} is not below maps/`],
  ['a folder after a star', objects(backups, '*/maps/*'), `*/maps/* of ${backups} is not below maps/`],
  ['every bucket', { Action: 's3:ListBucket', Resource: 'arn:aws:s3:::*' }, '* matches many buckets'],
  [
    'buckets that begin like its own',
    objects('library-tenant-maps*', '*'),
    'library-tenant-maps* matches many buckets',
  ],
  ['the folder that a tag of the caller names', objects(backups, '${aws:PrincipalTag/tenant}/*'), 'is not below maps/'],
  [
    'the bucket that a variable names',
    objects('library-${aws:username}', 'maps/*'),
    'library-${aws:username} matches many buckets',
  ],
  ['secrets by a variable', secretsBelow('${aws:username}/maps/*'), 'is not below the environment'],
  [
    'secrets by a tag of the caller',
    secretsBelow('library/${aws:PrincipalTag/tenant}/*'),
    'is not below library/maps/',
  ],
  [
    'what CloudFormation puts together',
    { Action: 's3:GetObject', Resource: { 'Fn::Join': ['', ['arn:aws:s3:::', { Ref: 'Maps' }, '/*']] } },
    'is not plain text',
  ],
  [
    'what CloudFormation fills in',
    { Action: 's3:GetObject', Resource: { 'Fn::Sub': 'arn:aws:s3:::${Maps}/*' } },
    'is not plain text',
  ],
  [
    'a user with its name',
    { Action: 'sts:AssumeRole', Resource: arnOf('iam', 'user/library-maps-tiles') },
    'is no role of tenant maps',
  ],
  ['a bucket of all tenants', objects(backups, '*'), `* of ${backups} is not below maps/`],
  [
    'a bucket of nobody here',
    objects('elsewhere-maps', 'maps/*'),
    'elsewhere-maps is not a bucket of this environment',
  ],
  ['secrets of all tenants', secretsBelow('library/*'), 'library/* is not below library/maps/'],
  ['secrets by a path without its slash', secretsBelow('library/maps*'), 'library/maps* is not below library/maps/'],
  ['secrets of another tenant', secretsBelow('library/maps-archive/*'), 'is not below library/maps/'],
  ['secrets of another environment', secretsBelow('archive/maps/*'), 'is not below the environment'],
  ['secrets of any environment', secretsBelow('*/maps/*'), 'is not below the environment'],
  ['a secret of the platform', secretsBelow('library/platform/login-??????'), 'is not below library/maps/'],
  [
    'secrets of another account',
    {
      Action: 'secretsmanager:GetSecretValue',
      Resource: arnOf('secretsmanager', 'secret:library/maps/*', '999900001111'),
    },
    'is in another account',
  ],
  ['a whole bucket of all', list(), `s3:ListBucket on all of ${backups}`],
  [
    'a list below another folder',
    list({ StringLike: { 's3:prefix': ['maps/*', 'maps-archive/*'] } }),
    'maps-archive/* of',
  ],
  [
    'a list below a folder that CloudFormation makes up',
    list({ StringLike: { 's3:prefix': { Ref: 'Folder' } } }),
    'is not below maps/',
  ],
  ['a list of a folder if one is asked for', list({ StringLikeIfExists: { 's3:prefix': 'maps/*' } }), 'on all of'],
  ['a list of any folder or none', list({ Null: { 's3:prefix': ['true', 'false'] } }), 'on all of'],
  ['a list of everything but a folder', list({ StringNotLike: { 's3:prefix': 'x/*' } }), 'on all of'],
  ['a list below a folder without its slash', list({ StringLike: { 's3:prefix': 'maps*' } }), 'maps* of'],
  [
    'a bucket of all to be deleted',
    { Action: 's3:*', Resource: `arn:aws:s3:::${backups}`, Condition: { Null: { 's3:prefix': 'true' } } },
    `s3:* on all of ${backups}`,
  ],
  ['keys of all kinds', key({}), 'is a key without a condition on its alias'],
  [
    'keys by a pattern of aliases',
    key({ 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/*' } }),
    'is a key',
  ],
  [
    'keys whose aliases CloudFormation makes up',
    key({ 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': { Ref: 'Alias' } } }),
    'is a key',
  ],
  ['a key for others to use', key(aliased, through, 'kms:CreateGrant'), 'kms:CreateGrant on a key that others use'],
  ['all of a key', key(aliased, through, 'kms:*'), 'kms:* on a key that others use'],
  ['what a key encrypts for any service', key(aliased, '*.eu-north-1.amazonaws.com'), 'not only through S3'],
  [
    'what a key encrypts directly',
    { ...key({}), Condition: aliased },
    'a key that others use, not only through S3 or Secrets Manager (kms:ViaService)',
  ],
  [
    'what a key encrypts for others',
    key({
      ...aliased,
      StringLike: { 'kms:EncryptionContext:aws:s3:arn': `arn:aws:s3:::${bucketOf('tenant-maps-archive')}/*` },
    }),
    'is the bucket of tenant maps-archive',
  ],
  ['everything', { Action: 's3:GetObject', Resource: '*' }, 'it matches everything'],
  ['everything but something', { Action: 's3:GetObject', NotResource: 'arn:aws:s3:::x/*' }, 'it uses NotResource'],
  [
    'the role of another tenant',
    { Action: 'sts:AssumeRole', Resource: arnOf('iam', 'role/library-maps-archive-tiles') },
    'is no role of tenant maps',
  ],
  [
    'roles by a pattern',
    { Action: 'sts:AssumeRole', Resource: arnOf('iam', 'role/library-maps*') },
    'is no role of tenant maps',
  ],
  [
    'a service that no rule knows',
    { Action: 'sqs:*', Resource: arnOf('sqs', 'library-maps') },
    'of a service that this rule does not know',
  ],
  [
    'something that CloudFormation makes up',
    { Action: 's3:GetObject', Resource: { Ref: 'Maps' } },
    'is not plain text',
  ],
])('a role that reaches %s is found', (_, statement, reason) => {
  const found = reasons({ Role: role('maps', statement) });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain('testing AWS::IAM::Role Role: tenant maps may use what is not its own: ');
  expect(found[0]).toContain(reason);
});

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['its own bucket', objects(own, '*')],
  ['its own bucket as a whole', { Action: 's3:ListBucket', Resource: `arn:aws:s3:::${own}` }],
  ['its folder', objects(backups, 'maps/tiles/*')],
  ['a list of its folder', list({ StringLike: { 's3:prefix': 'maps/tiles/*' } })],
  ['whether a bucket is there', list({ Null: { 's3:prefix': 'true' } })],
  ['where a bucket is', { Action: 's3:GetBucketLocation', Resource: `arn:aws:s3:::${backups}` }],
  ['its secrets', secretsBelow('library/maps/*')],
  ['one of its secrets', secretsBelow('library/maps/tiles-??????')],
  ['the password of the cache that it has alone', secretsBelow('library/caches/general-??????')],
  ['the key of an alias', key(aliased)],
  ['the key of an alias for secrets', key(aliased, ['secretsmanager.eu-north-1.amazonaws.com'], 'kms:GenerateDataKey')],
  ['nothing, by a statement that denies', { Effect: 'Deny', Action: '*', Resource: '*' }],
])('a role that reaches %s is taken', (_, statement) => {
  expect(reasons({ Role: role('maps', statement) })).toEqual([]);
});

const statement = objects(own, '*');
const trusting = (AssumeRolePolicyDocument: unknown) => ({
  Role: role('maps', statement, { AssumeRolePolicyDocument }),
});

test.each<[string, unknown, string]>([
  [
    'another tenant’s pods',
    trust([subjectOf('maps'), subjectOf('maps-archive')]),
    'allows system:serviceaccount:maps-archive:tiles',
  ],
  ['pods of all namespaces', trust(['system:serviceaccount:*:tiles']), 'allows system:serviceaccount:*:tiles'],
  ['all pods of the namespace', trust([subjectOf('maps', '*')]), 'allows system:serviceaccount:maps:*'],
  [
    'somebody else’s issuer',
    trust([subjectOf('maps')], { Principal: { Federated: arnOf('iam', 'oidc-provider/x', '999900001111') } }),
    'allows Federated',
  ],
  [
    'another account',
    trust([subjectOf('maps')], { Principal: { AWS: arnOf('iam', 'root', '999900001111') } }),
    'allows AWS',
  ],
  ['anybody with a token', trust([subjectOf('maps')], { Condition: { StringEquals: {} } }), 'names no ServiceAccount'],
  [
    'subjects by a pattern',
    trust([], { Condition: { StringLike: { 'oidc.library.example:sub': 'system:serviceaccount:maps:*' } } }),
    'names no ServiceAccount',
  ],
])('a role of a tenant that trusts %s is found', (_, document, reason) => {
  expect(reasons(trusting(document)).join()).toContain(reason);
});

test('a policy that is attached to a tenant’s role from another stack is looked at too', () => {
  const policy = (names: readonly unknown[], path: string) => ({
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { Roles: names, PolicyDocument: { Statement: { Effect: 'Allow', ...secretsBelow(path) } } },
  });
  const found = reasons(
    { Role: role('maps', statement), Own: policy([{ Ref: 'Role' }], 'library/maps/*') },
    { Wide: policy(['library-maps-tiles'], 'library/*'), Other: policy(['library-other'], 'library/*') },
  );
  expect(found).toEqual([
    'platform AWS::IAM::ManagedPolicy Wide: tenant maps may use what is not its own: library/* is not below library/maps/',
  ]);
});

test('managed policies of AWS, which name nobody, are found', () => {
  const arn = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
  expect(reasons({ Role: role('maps', statement, { ManagedPolicyArns: [arn] }) })).toEqual([
    'testing AWS::IAM::Role Role: has managed policies, which name no tenant',
  ]);
});

test('a role of the platform’s that a tenant’s pods may take is found', () => {
  const wide = role('maps', statement, { RoleName: 'library-wide', Tags: [] });
  expect(reasons({}, { Wide: wide })).toEqual([
    'platform AWS::IAM::Role Wide: allows system:serviceaccount:maps:tiles, and is not a role of tenant maps',
  ]);
});

test('what has no tag in a stack of tenants is found', () => {
  expect(reasons({ Secret: secret('library/maps/other') })).toEqual([
    'testing AWS::SecretsManager::Secret Secret: is in a stack of tenants, and no tag names its tenant',
  ]);
});

test('a policy that is an expression is found, and what is attached by one', () => {
  const document = { 'Fn::If': ['Open', { Statement: [] }, { Statement: [] }] };
  const unreadable = 'has a policy that is an expression, which cannot be checked';
  const policies = { Policies: [{ PolicyName: 'permissions', PolicyDocument: document }] };
  expect(reasons({ Role: role('maps', statement, policies) })).toEqual([`testing AWS::IAM::Role Role: ${unreadable}`]);
  expect(reasons({ Role: role('maps', statement, { Policies: { 'Fn::If': [] } }) })).toEqual([
    `testing AWS::IAM::Role Role: ${unreadable}`,
  ]);
  expect(reasons(trusting(document))).toEqual([`testing AWS::IAM::Role Role: ${unreadable}`]);
  const attached = {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { Roles: [{ 'Fn::ImportValue': 'Role' }], PolicyDocument: { Statement: [] } },
  };
  expect(reasons({}, { Policy: attached })).toEqual([
    'platform AWS::IAM::ManagedPolicy Policy: is attached to a role by an expression, so nobody knows to whose',
  ]);
});

test.each([
  ['names', { AWS: arnOf('iam', 'role/library-maps-tiles') }, {}],
  [
    'means by a pattern',
    { AWS: arnOf('iam', 'root') },
    { ArnLike: { 'aws:PrincipalArn': arnOf('iam', 'role/library-maps-t*') } },
  ],
])(
  'a role of the platform’s that a role of a tenant may take, which its trust %s, is found',
  (_, Principal, Condition) => {
    const AssumeRolePolicyDocument = { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal, Condition } };
    const wide = role('maps', statement, { RoleName: 'library-wide', Tags: [], AssumeRolePolicyDocument });
    const [found = '', ...more] = reasons({ Role: role('maps', statement) }, { Wide: wide });
    expect(found).toMatch(/^platform AWS::IAM::Role Wide: allows .*, and is not a role of tenant maps$/);
    expect(more).toEqual([]);
  },
);

test.each(['library-tiles', 'library-mapsarchive-tiles', { Ref: 'Name' }])(
  'a role %j with the tag of a tenant is found',
  (RoleName) => {
    expect(reasons({ Role: role('maps', statement, { RoleName }) })).toEqual([
      'testing AWS::IAM::Role Role: is tagged with tenant maps, and its name does not say that',
    ]);
  },
);
