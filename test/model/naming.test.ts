import { resourceNames, type Names } from '../../model/naming';

const names = resourceNames({ name: 'staging', account: '111122223333', region: 'eu-west-1' });

test.each([
  [names.stack('dns'), 'staging-dns'],
  [names.bucket('flow-logs'), 'staging-flow-logs-111122223333-eu-west-1'],
  [names.tenantBucket('pad'), 'staging-tenant-pad-111122223333-eu-west-1'],
  [names.serviceBucket('pad', 'web'), 'staging-tenant-pad-web-111122223333-eu-west-1'],
  [names.everyBucket, 'staging-*-111122223333-eu-west-1'],
  [names.roleArn('gitlab', 'toolbox'), 'arn:aws:iam::111122223333:role/staging-gitlab-toolbox'],
  [names.roleName('runner', 'arm64', 'secrets'), 'staging-runner-arm64-secrets'],
  [names.everyRoleArn, 'arn:aws:iam::111122223333:role/staging-*'],
  [names.policyArn('boundary', 'workloads'), 'arn:aws:iam::111122223333:policy/staging-boundary-workloads'],
  [names.tenantSecretsRole('pad'), 'staging-pad-secrets'],
  [names.tenantSecretsRoleArn('pad'), 'arn:aws:iam::111122223333:role/staging-pad-secrets'],
  [names.serviceRole('pad', 'hedgedoc'), 'staging-pad-hedgedoc'],
  [names.serviceRoleArn('pad', 'hedgedoc', 'backup'), 'arn:aws:iam::111122223333:role/staging-pad-hedgedoc-backup'],
  [names.contributorClient('pad'), 'aws-staging-pad'],
  [names.secret('platform', 'alertmanager'), 'staging/platform/alertmanager'],
  [names.secretFolder('runners'), 'staging/runners'],
  [names.everySecret('oauth2-client-secret'), 'staging/*/oauth2-client-secret'],
  [names.tenantSecrets('pad'), 'staging/pad'],
  [names.serviceSecret('pad', 'hedgedoc'), 'staging/pad/hedgedoc'],
  [names.serviceSecret('pad', 'hedgedoc', 'session-secret'), 'staging/pad/hedgedoc/session-secret'],
  [names.topic('alarms'), 'staging-alarms'],
  [names.topicArn('alarms'), 'arn:aws:sns:eu-west-1:111122223333:staging-alarms'],
  [names.balancer('git-ssh'), 'staging-git-ssh'],
  [names.vault('backup-copies'), 'staging-backup-copies'],
  [names.keyAlias('dnssec'), 'alias/staging-dnssec'],
])('%s', (name, expected) => {
  expect(name).toBe(expected);
});

/** Two environments can share an account, so every name must carry the environment's. */
test('no two environments of one account share a name', () => {
  const all = (of: Names) => [
    of.stack('dns'),
    of.bucket('logs'),
    of.tenantBucket('x'),
    of.roleArn('loki'),
    of.serviceRoleArn('x', 'y'),
    of.secret('platform', 'alertmanager'),
    of.serviceSecret('x', 'y'),
    of.keyAlias('data'),
    of.contributorClient('x'),
  ];
  const other = resourceNames({ name: 'production', account: '111122223333', region: 'eu-west-1' });
  expect(all(other).filter((name) => all(names).includes(name))).toEqual([]);
});

/** The longest names an environment and a purpose of ours have must fit S3's 63 characters. */
test('the longest environment still has bucket names that S3 takes', () => {
  const longest = resourceNames({ name: 'twelve-chars', account: '111122223333', region: 'ap-southeast-1' });
  expect(longest.bucket('database-backups').length).toBeLessThanOrEqual(63);
});

/** A name that nobody else knows does not compile: `npm run check` fails where one of these would be taken. */
test('purposes are those that are listed', () => {
  const mistyped = [
    // @ts-expect-error -- the noun of a stack
    () => names.stack('idenity'),
    // @ts-expect-error -- a bucket of the platform
    () => names.bucket('database-backup'),
    // @ts-expect-error -- a bucket of GitLab
    () => names.bucket('gitlab-uploadz'),
    // @ts-expect-error -- a role of the platform
    () => names.roleArn('platform-secret'),
    // @ts-expect-error -- a role of GitLab
    () => names.roleName('gitlab', 'toolboxes'),
    // @ts-expect-error -- a component of OpenShift
    () => names.roleName('openshift', 'ebs'),
    // @ts-expect-error -- a role of a tenant among those of the platform
    () => names.roleName('pad', 'hedgedoc'),
    // @ts-expect-error -- what a role of a service is for
    () => names.serviceRole('pad', 'hedgedoc', 'backups'),
    // @ts-expect-error -- a policy
    () => names.policyArn('boundary', 'workload'),
    // @ts-expect-error -- a secret of the platform
    () => names.secret('platform', 'alert-manager'),
    // @ts-expect-error -- a folder of secrets
    () => names.secretFolder('runner'),
    // @ts-expect-error -- what a key is for
    () => names.keyAlias('etcd'),
    // @ts-expect-error -- a balancer
    () => names.balancer('ssh'),
    // @ts-expect-error -- a vault
    () => names.vault('backup'),
    // @ts-expect-error -- a topic
    () => names.topicArn('alarm'),
  ];
  expect(mistyped.map((name) => typeof name())).toEqual(mistyped.map(() => 'string'));
});
