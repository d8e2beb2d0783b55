import { CfnBackupPlan, CfnBackupSelection } from 'aws-cdk-lib/aws-backup';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { pascalCase } from '../../model/formats/pascal-case';
import {
  frequenciesByClass,
  backupClassNames,
  backupTagKey,
  copiedFrequencies,
  type BackupFrequency,
  type KeepDays,
} from './backup-class';

export interface BackupPlansProps {
  /** Name of the environment, the first part of the plans' names. */
  readonly environment: string;
  readonly vaultName: string;
  /**
   * ARN of the vault in the second region, to which daily, weekly and monthly recovery points are copied.
   * @default nothing is copied to a second region
   */
  readonly copiesVaultArn?: string;
  readonly keepDays: KeepDays;
  /** ARN of the IAM role that AWS Backup assumes. */
  readonly roleArn: string;
}

/**
 * A backup plan for each class, with a rule for each frequency. A plan selects EBS volumes and EFS file systems by
 * their tag.
 */
export class BackupPlans extends Construct {
  constructor(scope: Construct, id: string, props: BackupPlansProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    for (const name of backupClassNames) {
      const plan = new CfnBackupPlan(this, pascalCase(name), {
        backupPlan: {
          backupPlanName: `${props.environment}-${name}`,
          backupPlanRule: frequenciesByClass[name].map((frequency) => toRule(frequency, props)),
        },
      });
      new CfnBackupSelection(this, `${pascalCase(name)}Selection`, {
        backupPlanId: plan.attrBackupPlanId,
        backupSelection: {
          selectionName: `tagged-${name}`,
          iamRoleArn: props.roleArn,
          resources: [
            `arn:aws:ec2:${region}:${account}:volume/*`,
            `arn:aws:elasticfilesystem:${region}:${account}:file-system/*`,
          ],
          // The property has no type in CDK, which passes its keys on unchanged.
          conditions: {
            StringEquals: [{ ConditionKey: `aws:ResourceTag/${backupTagKey}`, ConditionValue: name }],
          },
        },
      });
    }
  }
}

interface Timing {
  /** In UTC; schedules do not overlap, and are outside of working hours in Europe and the Americas. */
  readonly schedule: string;
  /** Minutes within which a job must start; AWS Backup starts it when it has capacity. 60 is the least. */
  readonly startWithin: number;
  /** Minutes after which an unfinished job counts as failed. */
  readonly completeWithin: number;
}

const timings: Readonly<Record<BackupFrequency, Timing>> = {
  hourly: { schedule: 'cron(30 * ? * * *)', startWithin: 60, completeWithin: 180 },
  daily: { schedule: 'cron(0 3 ? * * *)', startWithin: 120, completeWithin: 720 },
  weekly: { schedule: 'cron(0 6 ? * SUN *)', startWithin: 120, completeWithin: 1440 },
  monthly: { schedule: 'cron(0 9 1 * ? *)', startWithin: 120, completeWithin: 1440 },
};

function toRule(
  frequency: BackupFrequency,
  { vaultName, copiesVaultArn, keepDays }: BackupPlansProps,
): CfnBackupPlan.BackupRuleResourceTypeProperty {
  const { schedule, startWithin, completeWithin } = timings[frequency];
  const copied = copiesVaultArn !== undefined && copiedFrequencies.some((each) => each === frequency);
  return {
    ruleName: frequency,
    targetBackupVault: vaultName,
    scheduleExpression: schedule,
    scheduleExpressionTimezone: 'Etc/UTC',
    startWindowMinutes: startWithin,
    completionWindowMinutes: completeWithin,
    lifecycle: { deleteAfterDays: keepDays[frequency], ...coldStorage(frequency, keepDays[frequency]) },
    // A copy is never moved to cold storage: nobody waits three days for it after a disaster.
    copyActions: copied
      ? [{ destinationBackupVaultArn: copiesVaultArn, lifecycle: { deleteAfterDays: keepDays[frequency] } }]
      : undefined,
    recoveryPointTags: { 'commons-platform/frequency': frequency },
  };
}

/** Days during which a recovery point is restored within minutes; from cold storage it takes up to three days. */
const warmDays = 30;
/** Days of cold storage that AWS charges at least. Source: the AWS Backup API reference, "Lifecycle". */
const leastColdDays = 90;

/**
 * Cold storage keeps the whole volume, not only the difference to the previous snapshot. So only monthly recovery
 * points are moved to it.
 */
const coldStorage = (frequency: BackupFrequency, keepDays: number): CfnBackupPlan.LifecycleResourceTypeProperty =>
  frequency === 'monthly' && keepDays >= warmDays + leastColdDays
    ? { moveToColdStorageAfterDays: warmDays, optInToArchiveForSupportedResources: true }
    : {};
