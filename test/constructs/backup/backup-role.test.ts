import { BackupRole } from '../../../constructs/backup/backup-role';
import { templateOf } from '../../support/stacks';
import { roleOf } from '../identity/policy-evaluation';

const account = '111122223333';
const vaultArn = `arn:aws:backup:us-east-1:${account}:backup-vault:backups`;
const copies = { vaultArn: `arn:aws:backup:us-west-2:${account}:backup-vault:copies`, region: 'us-west-2' };
const roleWith = (props: { readonly copies?: typeof copies }) =>
  roleOf(
    templateOf((stack) => new BackupRole(stack, 'Role', { roleName: 'backup', vaultArn, ...props })),
    'backup',
  );
const role = roleWith({ copies });

const daily = { 'aws:ResourceTag/commons-platform/backup': 'daily' };
const made = { 'aws:ResourceTag/aws:backup:source-resource': 'arn' };
const throughEc2 = { 'kms:ViaService': 'ec2.us-east-1.amazonaws.com' };

/** What AWS Backup calls. Source: AWS's managed policy AWSBackupServiceRolePolicyForBackup, v30. */
test.each([
  ['ec2:CreateSnapshot', `arn:aws:ec2:us-east-1:${account}:volume/vol-1`, daily],
  ['ec2:CreateSnapshot', 'arn:aws:ec2:us-east-1::snapshot/snap-1', {}],
  ['ec2:CreateTags', 'arn:aws:ec2:us-east-1::snapshot/snap-1', {}],
  ['ec2:DeleteSnapshot', 'arn:aws:ec2:us-west-2::snapshot/snap-1', made],
  ['ec2:CopySnapshot', 'arn:aws:ec2:us-west-2::snapshot/snap-1', {}],
  ['elasticfilesystem:Backup', `arn:aws:elasticfilesystem:us-east-1:${account}:file-system/fs-1`, daily],
  ['elasticfilesystem:DescribeTags', `arn:aws:elasticfilesystem:us-east-1:${account}:file-system/fs-1`, daily],
  ['backup:TagResource', `arn:aws:backup:us-east-1:${account}:recovery-point:1b2c`, {}],
  ['backup:TagResource', `arn:aws:backup:us-west-2:${account}:recovery-point:1b2c`, {}],
  ['backup:CopyIntoBackupVault', copies.vaultArn, {}],
  [
    'backup:CopyFromBackupVault',
    `arn:aws:backup:us-east-1:${account}:recovery-point:1b2c`,
    { 'backup:CopyTargets': copies.vaultArn },
  ],
  ['kms:CreateGrant', `arn:aws:kms:us-west-2:${account}:key/1`, { 'kms:GrantIsForAWSResource': 'true' }],
  ['kms:GenerateDataKeyWithoutPlaintext', `arn:aws:kms:us-east-1:${account}:key/1`, throughEc2],
  ['tag:GetResources', '*', {}],
])('AWS Backup may %s on %s', (action, resource, context) => {
  expect(role.allows({ action, resource, context })).toBe(true);
});

test.each([
  ['backup:TagResource', 'arn:aws:backup:us-east-1:444455556666:recovery-point:1b2c', {}],
  ['backup:TagResource', vaultArn, {}],
  ['backup:DeleteRecoveryPoint', `arn:aws:backup:us-east-1:${account}:recovery-point:1b2c`, {}],
  ['ec2:CreateSnapshot', `arn:aws:ec2:us-east-1:${account}:volume/vol-1`, {}],
  ['ec2:DeleteSnapshot', 'arn:aws:ec2:us-east-1::snapshot/snap-1', {}],
])('it may not %s on %s', (action, resource, context) => {
  expect(role.allows({ action, resource, context })).toBe(false);
});

test('without copies it tags nothing in a second region', () => {
  const resource = `arn:aws:backup:us-west-2:${account}:recovery-point:1b2c`;
  expect(roleWith({}).allows({ action: 'backup:TagResource', resource })).toBe(false);
});
