import { CfnBackupPlan, CfnBackupSelection } from 'aws-cdk-lib/aws-backup';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { pascalCase } from '../pascal-case';
import {
  frequenciesByClass,
  backupClassNames,
  backupTagKey,
  copiedFrequencies,
  type BackupFrequency,
  type KeepDays,
} from './backup-class';

export interface BackupPlansProps {
  /** First part of the names of plans. */
  readonly environment: string;
  readonly vaultName: string;
  /** Vault of the second region; none where nothing is copied. */
  readonly copiesVaultArn?: string;
  readonly keepDays: KeepDays;
  /** What AWS Backup acts as. */
  readonly roleArn: string;
}

/** A plan for each class, with a rule for each frequency, and what it selects by its tag: disks and file systems. */
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
          // An untyped property: CDK passes its keys on as they are.
          conditions: {
            StringEquals: [{ ConditionKey: `aws:ResourceTag/${backupTagKey}`, ConditionValue: name }],
          },
        },
      });
    }
  }
}

interface Timing {
  /** In UTC, apart from each other and outside of working hours in Europe and the Americas. */
  readonly schedule: string;
  /** Minutes in which a job must begin; it begins when AWS Backup has time. 60 is the least. */
  readonly startWithin: number;
  /** Minutes after which a job that is not done has failed. */
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
    // A copy stays warm: a disaster is no time to wait three days for an archive.
    copyActions: copied
      ? [{ destinationBackupVaultArn: copiesVaultArn, lifecycle: { deleteAfterDays: keepDays[frequency] } }]
      : undefined,
    recoveryPointTags: { 'commons-platform/frequency': frequency },
  };
}

/** Days in which a copy is still restored within minutes; out of cold storage it takes up to three days. */
const warmDays = 30;
/** Days for which AWS charges cold storage at least. Source: the AWS Backup API reference, "Lifecycle". */
const leastColdDays = 90;

/** Cold storage holds a disk in full and not the difference to the copy before, so only what is made monthly is moved. */
const coldStorage = (frequency: BackupFrequency, keepDays: number): CfnBackupPlan.LifecycleResourceTypeProperty =>
  frequency === 'monthly' && keepDays >= warmDays + leastColdDays
    ? { moveToColdStorageAfterDays: warmDays, optInToArchiveForSupportedResources: true }
    : {};
