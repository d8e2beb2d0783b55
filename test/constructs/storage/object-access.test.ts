import { objectStatements, type ObjectAccess } from '../../../constructs/storage/object-access';

const key = { alias: 'alias/test-data', region: 'us-east-1', account: '111122223333' };

const allowed = (access: Omit<ObjectAccess, 'bucketName'>) =>
  objectStatements({ bucketName: 'b', ...access }).flatMap(({ actions, resources }) =>
    actions.flatMap((action) => resources.map((resource) => `${action} ${resource}`)),
  );

test.each([
  ['add', 's3:PutObject', true],
  ['add', 's3:GetObject', false],
  ['add', 's3:ListBucket', false],
  ['add', 's3:DeleteObject', false],
  ['read', 's3:GetObject', true],
  ['read', 's3:PutObject', false],
  ['change', 's3:DeleteObject', true],
] as const)('who may %s objects may do %s: %s', (may, action, expected) => {
  expect(allowed({ may }).some((each) => each.startsWith(`${action} `))).toBe(expected);
});

test.each(['add', 'read', 'change'] as const)(
  'who may %s objects takes no version away and changes no bucket',
  (may) => {
    const writes = allowed({ may, key }).filter((each) =>
      /Version|PutBucket|Bypass|Retention|^kms:(?!(Decrypt|GenerateDataKey) )/.test(each),
    );
    expect(writes).toEqual([]);
  },
);

test('a prefix is the end of the path that is allowed', () => {
  expect(allowed({ may: 'change', prefix: 'pad/db' }).filter((each) => each.endsWith('arn:aws:s3:::b/*'))).toEqual([]);
  const list = objectStatements({ bucketName: 'b', prefix: 'pad/db', may: 'read' }).find(({ actions }) =>
    actions.includes('s3:ListBucket'),
  );
  expect(list?.conditions).toEqual({ StringLike: { 's3:prefix': 'pad/db/*' } });
});

test('the key is used by its name, and through S3 only', () => {
  const [statement] = objectStatements({ bucketName: 'b', may: 'read', key }).slice(-1);
  expect(statement?.toStatementJson()).toEqual({
    Effect: 'Allow',
    Action: 'kms:Decrypt',
    Resource: 'arn:aws:kms:us-east-1:111122223333:key/*',
    Condition: {
      'ForAnyValue:StringEquals': { 'kms:ResourceAliases': ['alias/test-data'] },
      StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
    },
  });
});
