import { backupAccessRule } from '../../../lib/verify/backup-access';
import { renderedFiles } from './rendered-files';

const steps = ['ec2:CreateSnapshot', 'ec2:CreateTags', 'ec2:DeleteSnapshot', 'kms:CreateGrant', 'tag:GetResources'];
const tagging = 'backup:TagResource';
const copying = ['backup:CopyFromBackupVault', 'backup:CopyIntoBackupVault', 'backup:DescribeBackupVault'];
const everything = [...steps, tagging, ...copying];

const role = (actions: readonly string[], service = 'backup.amazonaws.com') => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: 'choir-copies',
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    },
    Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] } }],
  },
});
const plan = (rule: object) => ({
  Type: 'AWS::Backup::BackupPlan',
  Properties: { BackupPlan: { BackupPlanRule: [rule] } },
});
const selection = (arn: string) => ({
  Type: 'AWS::Backup::BackupSelection',
  Properties: {
    BackupPlanId: { 'Fn::GetAtt': ['Plan', 'BackupPlanId'] },
    BackupSelection: { IamRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] }, Resources: [arn] },
  },
});
const volumes = 'arn:aws:ec2:eu-west-1:111122223333:volume/*';
const plain = { RuleName: 'daily' };
const tagged = { RuleName: 'daily', RecoveryPointTags: { frequency: 'daily' } };
const copied = { RuleName: 'daily', CopyActions: [{ DestinationBackupVaultArn: 'arn' }] };

const reasonsOf = (resources: Readonly<Record<string, unknown>>) =>
  backupAccessRule.findings(renderedFiles({}, resources)).map(({ place, reason }) => `${place}: ${reason}`);
const missing = (action: string) =>
  `testing Role: AWS Backup uses the role choir-copies, which does not allow ${action}, and its plans need that`;

test.each([
  ['tags', everything.filter((action) => action !== tagging), tagged, volumes, [missing(tagging)]],
  ['copies', [...steps, tagging], copied, volumes, copying.map(missing)],
  ['volumes', everything.slice(1), plain, volumes, [missing('ec2:CreateSnapshot')]],
  [
    'a service that the role was not made for',
    everything,
    plain,
    'arn:aws:dynamodb:eu-west-1:111122223333:table/*',
    [missing('dynamodb:*')],
  ],
  [
    'nothing more',
    everything,
    { RecoveryPointTags: tagged.RecoveryPointTags, CopyActions: copied.CopyActions },
    volumes,
    [],
  ],
  ['no tags and no copies', steps, plain, volumes, []],
])('a plan that asks for %s has a role that may', (_, actions, rule, arn, expected) => {
  const resources = { Role: role(actions), Plan: plan(rule), Selection: selection(arn), Again: selection(arn) };
  expect(reasonsOf(resources)).toEqual(expected);
});

const key = (services: readonly string[], roles?: readonly string[]) => ({
  Type: 'AWS::KMS::Key',
  Properties: {
    KeyPolicy: {
      Statement: [
        {
          Effect: 'Allow',
          Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
          Condition: { StringLike: { 'kms:ViaService': services.map((service) => `${service}.*.amazonaws.com`) } },
        },
        ...(roles === undefined
          ? []
          : [
              {
                Effect: 'Allow',
                Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
                Condition: {
                  ArnEquals: { 'aws:PrincipalArn': roles.map((name) => `arn:aws:iam::111122223333:role/${name}`) },
                },
              },
            ]),
      ],
    },
  },
});
const own = 'aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup';
const unknown = (name: string) => `testing Key: AWS Backup uses this key, whose policy does not name its role ${name}`;

test.each([
  ['no role', key(['backup', 'ec2']), ['choir-copies', 'AWSServiceRoleForBackup']],
  ['one of two', key(['backup'], [own]), ['choir-copies']],
  ['a role whose name ends alike', key(['backup'], ['old-choir-copies', own]), ['choir-copies']],
  ['all', key(['backup'], ['choir-copies', own]), []],
  ['none, and is not used by AWS Backup', key(['s3']), []],
])('a key that knows %s', (_, resource, roles) => {
  expect(reasonsOf({ Role: role(everything), Key: resource })).toEqual(roles.map(unknown));
});

test('a role of another service is none of AWS Backup’s', () => {
  const resources = { Role: role([], 'ecs-tasks.amazonaws.com'), Key: key(['backup'], [own]) };
  expect(reasonsOf(resources)).toEqual([]);
});
