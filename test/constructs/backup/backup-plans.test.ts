import { z } from 'zod';
import { frequenciesByClass, type BackupPlanClass, type KeepDays } from '../../../constructs/backup/backup-class';
import { BackupPlans } from '../../../constructs/backup/backup-plans';
import { propertiesOf, templateOf } from '../../support/stacks';

const ruleSchema = z.strictObject({
  RuleName: z.string(),
  TargetBackupVault: z.string(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string(),
  StartWindowMinutes: z.number(),
  CompletionWindowMinutes: z.number(),
  Lifecycle: z.strictObject({
    DeleteAfterDays: z.number(),
    MoveToColdStorageAfterDays: z.number().optional(),
    OptInToArchiveForSupportedResources: z.boolean().optional(),
  }),
  CopyActions: z.array(z.unknown()).optional(),
  RecoveryPointTags: z.record(z.string(), z.string()),
});
const planSchema = z.object({
  BackupPlan: z.object({ BackupPlanName: z.string(), BackupPlanRule: z.array(ruleSchema) }),
});

const keepDays: KeepDays = { hourly: 3, daily: 35, weekly: 120, monthly: 400 };
const copiesVaultArn = 'arn:aws:backup:us-west-2:111122223333:backup-vault:testing-backup-copies';

const template = (change: { keepDays?: KeepDays; copiesVaultArn?: string } = {}) =>
  templateOf((stack) => {
    new BackupPlans(stack, 'Plans', {
      environment: 'testing',
      vaultName: 'testing-backups',
      keepDays,
      roleArn: 'arn:aws:iam::111122223333:role/testing-backup',
      ...change,
    });
  });

const rulesOf = (name: BackupPlanClass, change = {}) => {
  const plans = Object.values(propertiesOf(template(change), 'AWS::Backup::BackupPlan')).map(
    (properties) => planSchema.parse(properties).BackupPlan,
  );
  return plans.find(({ BackupPlanName }) => BackupPlanName === `testing-${name}`)?.BackupPlanRule ?? [];
};

test.each([
  ['hourly', { hourly: 3, daily: 35, weekly: 120 }],
  ['daily', { daily: 35, weekly: 120 }],
  ['weekly', { weekly: 120 }],
  ['archive', { daily: 35, weekly: 120, monthly: 400 }],
] as const)('class %s is copied and kept %p', (name, kept) => {
  const rules = rulesOf(name);
  expect(Object.fromEntries(rules.map(({ RuleName, Lifecycle }) => [RuleName, Lifecycle.DeleteAfterDays]))).toEqual(
    kept,
  );
  expect(new Set(rules.map(({ ScheduleExpression }) => ScheduleExpression)).size).toBe(rules.length);
  expect(rules.filter((rule) => rule.CompletionWindowMinutes < rule.StartWindowMinutes + 60)).toEqual([]);
});

test('all but hourly copies go to the second region too, and are kept there as long', () => {
  expect(rulesOf('hourly', { copiesVaultArn }).map(({ CopyActions }) => CopyActions)).toEqual([
    undefined,
    [{ DestinationBackupVaultArn: copiesVaultArn, Lifecycle: { DeleteAfterDays: 35 } }],
    [{ DestinationBackupVaultArn: copiesVaultArn, Lifecycle: { DeleteAfterDays: 120 } }],
  ]);
  expect(rulesOf('hourly').flatMap(({ CopyActions }) => CopyActions ?? [])).toEqual([]);
});

test.each([
  [400, { DeleteAfterDays: 400, MoveToColdStorageAfterDays: 30, OptInToArchiveForSupportedResources: true }],
  [120, { DeleteAfterDays: 120, MoveToColdStorageAfterDays: 30, OptInToArchiveForSupportedResources: true }],
  [119, { DeleteAfterDays: 119 }],
])('a monthly copy kept %d days goes to cold storage only if it stays there for 90', (monthly, lifecycle) => {
  const rules = rulesOf('archive', { keepDays: { ...keepDays, monthly } });
  expect(rules.map(({ Lifecycle }) => Lifecycle)).toEqual([
    { DeleteAfterDays: 35 },
    { DeleteAfterDays: 120 },
    lifecycle,
  ]);
});

test('each class selects disks and file systems with its tag, and nothing else', () => {
  const planId: unknown = expect.anything();
  const selections = propertiesOf(template(), 'AWS::Backup::BackupSelection');
  expect(Object.values(selections)).toEqual(
    Object.keys(frequenciesByClass).map((name) => ({
      BackupPlanId: planId,
      BackupSelection: {
        SelectionName: `tagged-${name}`,
        IamRoleArn: 'arn:aws:iam::111122223333:role/testing-backup',
        Resources: [
          'arn:aws:ec2:us-east-1:111122223333:volume/*',
          'arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/*',
        ],
        Conditions: {
          StringEquals: [{ ConditionKey: 'aws:ResourceTag/commons-platform/backup', ConditionValue: name }],
        },
      },
    })),
  );
});
