import { namesOf, type Names } from '../../model/naming';

const names = namesOf({ name: 'staging', account: '111122223333', region: 'eu-west-1' });

test.each([
  [names.stack('dns'), 'staging-dns'],
  [names.bucket('flow-logs'), 'staging-flow-logs-111122223333-eu-west-1'],
  [names.roleArn('pad', 'backup'), 'arn:aws:iam::111122223333:role/staging-pad-backup'],
  [names.roleName('pad', 'backup'), 'staging-pad-backup'],
  [names.contributorClient('pad'), 'aws-staging-pad'],
  [names.secret('pad', 'hedgedoc'), 'staging/pad/hedgedoc'],
  [names.keyAlias('dnssec'), 'alias/staging-dnssec'],
])('%s', (name, expected) => {
  expect(name).toBe(expected);
});

/** Two environments can share an account, so every name must carry the environment's. */
test('no two environments of one account share a name', () => {
  const all = (of: Names) => [
    of.stack('x'),
    of.bucket('x'),
    of.roleArn('x'),
    of.secret('x'),
    of.keyAlias('x'),
    of.contributorClient('x'),
  ];
  const other = namesOf({ name: 'production', account: '111122223333', region: 'eu-west-1' });
  expect(all(other).filter((name) => all(names).includes(name))).toEqual([]);
});

/** The longest names an environment and a purpose of ours have must fit S3's 63 characters. */
test('the longest environment still has bucket names that S3 takes', () => {
  const longest = namesOf({ name: 'twelve-chars', account: '111122223333', region: 'ap-southeast-1' });
  expect(longest.bucket('database-backups').length).toBeLessThanOrEqual(63);
});
