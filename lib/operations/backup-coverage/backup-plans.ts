import { z } from 'zod';
import { backupTag } from '../../../model/platform-tags';
import { restoreAnchors, undecided, recoveredBy, type Recovery } from './holding';
import { resourcesOfType, type RenderedResource } from '../../rendered';

const selectionSchema = z.object({
  BackupPlanId: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('BackupPlanId')]) }),
  BackupSelection: z.object({
    Resources: z.array(z.string()),
    Conditions: z.object({
      StringEquals: z.tuple([
        z.object({ ConditionKey: z.literal(`aws:ResourceTag/${backupTag}`), ConditionValue: z.string() }),
      ]),
    }),
  }),
});

const planSchema = z.object({
  BackupPlan: z.object({
    BackupPlanRule: z.array(
      z.object({
        RuleName: z.string(),
        TargetBackupVault: z.string(),
        Lifecycle: z.object({ DeleteAfterDays: z.number() }),
        CopyActions: z.array(z.object({ DestinationBackupVaultArn: z.string() })).default([]),
      }),
    ),
  }),
});

const vaultSchema = z.object({ BackupVaultName: z.string() });

/** What AWS Backup copies by a tag's value. */
export type TaggedRecovery = (kind: 'volume' | 'file-system', value: string) => Recovery;

/**
 * How AWS Backup copies what carries `commons-platform/backup`, as the templates say: which selection finds the value,
 * what its plan does, and whether there are vaults for it.
 */
export function backupPlans(resources: readonly RenderedResource[]): TaggedRecovery {
  const vaults = new Set(
    resourcesOfType(resources, 'AWS::Backup::BackupVault').map(
      ({ resource }) => vaultSchema.parse(resource.Properties).BackupVaultName,
    ),
  );
  const selections = resourcesOfType(resources, 'AWS::Backup::BackupSelection').map(({ stack, resource }) => ({
    stack,
    ...selectionSchema.parse(resource.Properties),
  }));
  return (kind, value) => {
    const found = selections.find(
      ({ BackupSelection: { Resources, Conditions } }) =>
        Conditions.StringEquals[0].ConditionValue === value && Resources.some((arn) => arn.includes(`:${kind}/`)),
    );
    const plan =
      found &&
      resources.find(
        ({ stack, logicalId }) => stack === found.stack && logicalId === found.BackupPlanId['Fn::GetAtt'][0],
      );
    if (plan === undefined) {
      return undecided(
        `has the tag ${backupTag}: ${value}, which no plan of AWS Backup selects`,
        'give it a class of model/schema/backup.ts, or deploy the backup stack',
      );
    }
    const rules = planSchema.parse(plan.resource.Properties).BackupPlan.BackupPlanRule;
    const copies = rules.flatMap(({ CopyActions }) => CopyActions.map((action) => action.DestinationBackupVaultArn));
    const missing = [...rules.map(({ TargetBackupVault }) => TargetBackupVault), ...copies.map(vaultName)].find(
      (vault) => !vaults.has(vault),
    );
    if (missing !== undefined) {
      return undecided(
        `is copied to the vault ${missing}, which no stack makes`,
        'give the vault and the plan one name',
      );
    }
    return recoveredBy({
      by: 'AWS Backup',
      howOften: rules.map(({ RuleName }) => RuleName).join(', '),
      kept: `${rules.map(({ Lifecycle }) => Lifecycle.DeleteAfterDays).join(', ')} days`,
      secondCopy: [...new Set(copies.map(arnRegion))].join(', ') || 'none',
      restore: kind === 'volume' ? restoreAnchors.volume : restoreAnchors.fileSystem,
    });
  };
}

const vaultName = (arn: string): string => arn.split(':').at(-1) ?? arn;
const arnRegion = (arn: string): string => arn.split(':')[3] ?? arn;
