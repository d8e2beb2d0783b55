import { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { cdkContext } from '../../../bin/cdk-context';
import { backupAlarmSpecs, backupCopiesProps, backupProps } from '../../../lib/platform/backup';
import { cloudApp } from '../../../lib/cloud-app';
import { BackupCopiesStack } from '../../../lib/stacks/backup-copies-stack';
import { BackupStack } from '../../../lib/stacks/backup-stack';
import { minimalTenant, load } from '../../support/environment-folder';
import { propertiesOf } from '../../support/stacks';

const settings = (backup: string) => `community: The Commons
account: '111122223333'
region: us-east-1
zones: [us-east-1a, us-east-1b, us-east-1c]
domains: [commons.example]
repository:
  url: https://gitlab.commons.example/platform.git
  delivery: { unsigned: 'The tests sign nothing' }
  mirror: { none: 'The tests wait for it' }
singleSignOn: { issuer: https://sso.commons.example/realms/commons }
certificates: { contact: infrastructure@commons.example }
network: { block: 10.0.0.0/16 }
cluster: { name: commons, baseDomain: openshift.commons.example }
edge:
  cdn: { none: 'Nobody but the tests knows this environment' }
  peers: [{ block: 203.0.113.8/29, because: 'Whoever runs the tests' }]
observability: { contacts: [infrastructure@commons.example], monthlyBudget: 100 }
backup: ${backup}
`;

const environmentWith = (backup: string, tenant = minimalTenant) =>
  load({ 'environment.yaml': settings(backup), 'tenants/site.yaml': tenant }).environment;

const copied = '{ copies: { region: us-west-2 } }';

function templatesOf(backup: string) {
  const environment = environmentWith(backup);
  const app = cloudApp({ context: cdkContext() });
  const place = { environment: 'testing', account: '111122223333', region: 'us-east-1', zones: [] };
  const stack = new BackupStack(app, 'backup', {
    ...place,
    stackName: 'testing-backup',
    ...backupProps(environment),
    backupKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/5c1f0a52-7d3e-4b64-9a81-0e6f2d4b7c93',
    alertsUrl: 'https://git.example/docs/alerts.md',
  });
  const copies = backupCopiesProps(environment);
  const second =
    copies && new BackupCopiesStack(app, 'copies', { ...place, stackName: 'testing-backup-copies', ...copies });
  return { first: Template.fromStack(stack), second: second && Template.fromStack(second) };
}

const statementSchema = z.object({
  Effect: z.literal('Deny'),
  Principal: z.literal('*'),
  Resource: z.literal('*'),
  Action: z.array(z.string()),
  Condition: z.unknown(),
});
const vaultSchema = z.object({
  BackupVaultName: z.string(),
  LockConfiguration: z.record(z.string(), z.number()),
  AccessPolicy: z.object({ Statement: z.array(statementSchema) }),
});

const vaultOf = (template: Template | undefined) =>
  vaultSchema.parse(template && Object.values(propertiesOf(template, 'AWS::Backup::BackupVault'))[0]);

test('the lock can be taken off by default, and takes everything that the plans make', () => {
  const { first, second } = templatesOf(copied);
  expect(vaultOf(first).LockConfiguration).toEqual({ MinRetentionDays: 3, MaxRetentionDays: 400 });
  expect(vaultOf(second).LockConfiguration).toEqual({ MinRetentionDays: 35, MaxRetentionDays: 400 });
});

test('only who writes that it is irreversible, and why, gets the lock that nobody takes off', () => {
  const because = "'The auditors demand copies that nobody can delete'";
  const { first, second } = templatesOf(
    `{ copies: { region: us-west-2 }, lock: { irreversibleAfterDays: 14, because: ${because} } }`,
  );
  expect([first, second].map((template) => vaultOf(template).LockConfiguration.ChangeableForDays)).toEqual([14, 14]);
});

test('recovery points are deleted by one role, and vaults are changed by a deploy, in both regions', () => {
  const { first, second } = templatesOf(copied);
  const refused = (template: Template | undefined) =>
    vaultOf(template).AccessPolicy.Statement.map(({ Action, Condition }) => ({ Action, Condition }));
  const except = (role: string) => ({ ArnNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::111122223333:role/${role}` } });
  expect([first, second].map(refused)).toEqual(
    ['us-east-1', 'us-west-2'].map((region) => [
      {
        Action: ['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'],
        Condition: except('testing-backup-eraser'),
      },
      {
        Action: [
          'backup:DeleteBackupVault',
          'backup:DeleteBackupVaultAccessPolicy',
          'backup:PutBackupVaultAccessPolicy',
        ],
        Condition: except(`cdk-hnb659fds-cfn-exec-role-111122223333-${region}`),
      },
    ]),
  );
});

test('without a second region nothing is copied, and nobody may copy', () => {
  const { first, second } = templatesOf("{ copies: { none: 'The tests can be made again' } }");
  expect(second).toBeUndefined();
  expect(JSON.stringify(first)).not.toMatch(/CopyActions|CopySnapshot|CopyIntoBackupVault|us-west-2/);
  expect(JSON.stringify(templatesOf(copied).first)).toMatch(/CopySnapshot/);
});

test('people are told where a failed job is explained', () => {
  const rules = Object.values(propertiesOf(templatesOf(copied).first, 'AWS::Events::Rule'));
  const fields = ['resourceType', 'resourceArn', 'state', 'statusMessage'];
  const paths = Object.fromEntries(fields.map((field) => [field, `$.detail.${field}`]));
  const template: unknown = expect.stringContaining('https://git.example/docs/alerts.md#backup-failed"');
  const target: unknown = expect.objectContaining({
    Arn: 'arn:aws:sns:us-east-1:111122223333:testing-alarms',
    InputTransformer: { InputPathsMap: paths, InputTemplate: template },
  });
  expect(rules).toContainEqual(
    expect.objectContaining({
      EventPattern: {
        source: ['aws.backup'],
        'detail-type': ['Backup Job State Change'],
        detail: { state: ['ABORTED', 'EXPIRED', 'FAILED', 'PARTIAL'], backupVaultName: ['testing-backups'] },
      },
      Targets: [target],
    }),
  );
});

const withService = (more: string) => `${minimalTenant}${more}`;

test.each([
  ['nothing on disks', minimalTenant, []],
  [
    'a daily disk',
    withService('    replicas: 1\n    claim: { path: /data, sizeGiB: 1 }\n'),
    [['volume-backup-too-old', 34]],
  ],
  [
    'an hourly disk',
    withService('    replicas: 1\n    claim: { path: /data, sizeGiB: 1, backup: hourly }\n'),
    [['volume-backup-too-old', 4]],
  ],
  ['a weekly disk', withService('    replicas: 1\n    claim: { path: /data, sizeGiB: 1, backup: weekly }\n'), []],
  [
    'a database',
    withService('    database: { instances: 2 }\n'),
    [['nothing-new-in-testing-database-backups-111122223333-us-east-1', 26]],
  ],
])('with %s, an alarm misses what should be there', (_, tenant, more) => {
  const alarms = backupAlarmSpecs(environmentWith(copied, tenant)).map(({ name, periods }) => [name, periods]);
  expect(alarms).toEqual(
    expect.arrayContaining([
      ['file-system-backup-too-old', 34],
      ['backup-copy-too-old', 34],
      ['nothing-new-in-testing-cluster-backups-111122223333-us-east-1', 26],
      ['nothing-new-in-testing-etcd-backups-111122223333-us-east-1', 26],
      ...more,
    ]),
  );
  expect(alarms).toHaveLength(4 + more.length);
});
