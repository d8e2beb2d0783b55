import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Stack, Validations } from 'aws-cdk-lib/core';
import { z } from 'zod';
import { secretStatements } from '../../../constructs/secrets/secret-access';
import { objectStatements } from '../../../constructs/storage/object-access';
import { TenantRole } from '../../../constructs/tenancy/tenant-role';

/** Wildcards of the role's statements for which it gives the policy packs a reason. */
function acknowledged(statements: readonly PolicyStatement[]): readonly string[] {
  const role = new TenantRole(new Stack(), 'Role', {
    roleName: 'library-maps-tiles',
    description: 'Tiles',
    issuer: 'https://oidc.library.example',
    namespace: 'maps',
    serviceAccounts: ['tiles'],
    statements,
    tags: {},
  });
  return role.node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.keys(z.record(z.string(), z.string()).parse(data)))
    .map((id) => id.replace(/^AwsSolutions-IAM5\[Resource::(.*)\]$/, '$1'));
}

const key = { alias: 'alias/library-data', region: 'eu-north-1', account: '444455556666' };
const keys = 'arn:aws:kms:eu-north-1:444455556666:key/*';
const secrets = 'arn:aws:secretsmanager:eu-north-1:444455556666:secret:';
const backups = 'library-database-backups-444455556666-eu-north-1';
const own = 'library-tenant-maps-444455556666-eu-north-1';
const maps = 'arn:aws:s3:::library-tenant-maps-444455556666-eu-north-1';

test('a role of a tenant says why it may use whatever is below a name that says the tenant', () => {
  expect(
    acknowledged([
      ...objectStatements({ bucketName: own, may: 'change', key }),
      ...objectStatements({ bucketName: own, prefix: 'tiles', may: 'read' }),
      ...objectStatements({ bucketName: backups, prefix: 'maps/tiles', may: 'change' }),
      ...secretStatements({ below: ['library/maps'], named: ['library/caches/general'], may: 'read', key }),
    ]),
  ).toEqual([
    `${maps}/*`,
    keys,
    `${maps}/tiles/*`,
    `arn:aws:s3:::${backups}/maps/tiles/*`,
    `${secrets}library/maps/*`,
    `${secrets}library/caches/general-??????`,
  ]);
});

test.each([
  ['every tenant’s bucket', objectStatements({ bucketName: own.replace('maps', '*'), may: 'read' })],
  ['the bucket of another', objectStatements({ bucketName: own.replace('maps', 'maps2'), may: 'read' })],
  ['a whole bucket of all', objectStatements({ bucketName: backups, may: 'change' })],
  ['the folder of another', objectStatements({ bucketName: backups, prefix: 'maps2/tiles', may: 'change' })],
  ['a folder after a star', objectStatements({ bucketName: backups, prefix: '*/maps', may: 'change' })],
  ['secrets of all', secretStatements({ below: ['library'], may: 'read', key }).slice(0, 1)],
  ['secrets of another', secretStatements({ below: ['library/maps2'], may: 'read', key }).slice(0, 1)],
  ['everything', [new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })]],
])('it gives no reason for %s, so the packs report that', (_, statements) => {
  expect(acknowledged(statements)).toEqual([]);
});
