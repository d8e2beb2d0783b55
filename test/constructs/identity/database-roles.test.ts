import { archiveAccounts } from '../../../constructs/identity/database-archive';
import { propertiesOf } from '../../support/stacks';
import { everyPlatformRole, issuerHost } from './used-resources';

const roles = Object.values(propertiesOf(everyPlatformRole, 'AWS::IAM::Role'));
const byName = (name: string) => roles.filter((role) => JSON.stringify(role).includes(`"RoleName":"${name}"`));
const [backup] = byName('test-shared-general-backup');
const [secrets] = byName('test-shared-databases-secrets');

const trusted = (...accounts: readonly string[]) => ({
  AssumeRolePolicyDocument: {
    Statement: [
      {
        Condition: {
          StringEquals: {
            [`${issuerHost}:sub`]: accounts.map((account) => `system:serviceaccount:databases:${account}`),
          },
        },
      },
    ],
  },
});

test('a shared cluster may do anything with its own archive, and only learn the names of others', () => {
  expect(backup).toMatchObject({ RoleName: 'test-shared-general-backup', ...trusted('general', 'general-restore') });
  const text = JSON.stringify(backup);
  expect(new Set(text.match(/arn:aws:s3:::[^"]+/g))).toEqual(
    new Set(['arn:aws:s3:::test-backups/shared/general/*', 'arn:aws:s3:::test-backups']),
  );
  // Barman asks for the bucket itself, which names no prefix.
  expect(text).toContain('{"Action":"s3:ListBucket","Condition":{"Null":{"s3:prefix":"true"}},"Effect":"Allow"');
  expect(text).toContain('"s3:prefix":"shared/general/*"');
  expect(text).not.toContain('s3:DeleteObjectVersion');
});

test('the shared namespace reads passwords of shared databases, told by their tag', () => {
  expect(secrets).toMatchObject({ RoleName: 'test-shared-databases-secrets', ...trusted('secrets-reader') });
  expect(secrets).toMatchObject({
    Policies: [
      {
        PolicyDocument: {
          Statement: [
            {
              Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
              Resource: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:test/*',
              Condition: { Null: { 'aws:ResourceTag/commons-platform/shared-database': 'false' } },
            },
            { Action: 'kms:Decrypt' },
          ],
        },
      },
    ],
  });
});

test.each([
  ['cloudnative-pg', ['site-db', 'site-db-restore']],
  ['crunchy', ['site-db-instance', 'site-db-pgbackrest']],
] as const)('with %s the archive is used by %j', (operator, accounts) => {
  expect(archiveAccounts('site-db', operator)).toEqual(accounts);
});
