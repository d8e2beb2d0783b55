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

/** Finds how AWS Backup copies a volume or file system, by the value of its tag `commons-platform/backup`. */
export type TaggedRecovery = (kind: TaggedKind, value: string) => Recovery;

type TaggedKind = 'volume' | 'file-system' | 'host-disk';

/** How AWS Backup calls a kind in ARNs, and how one of it is restored. */
const taggedKinds: Readonly<Record<TaggedKind, { readonly inArn: string; readonly restore: string }>> = {
  volume: { inArn: 'volume', restore: restoreAnchors.volume },
  'file-system': { inArn: 'file-system', restore: restoreAnchors.fileSystem },
  'host-disk': { inArn: 'volume', restore: restoreAnchors.hostDisk },
};

/**
 * Reads from the templates how AWS Backup copies resources with the tag `commons-platform/backup`: which selection matches the
 * value, what its plan does, and whether its vaults exist.
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
        Conditions.StringEquals[0].ConditionValue === value &&
        Resources.some((arn) => arn.includes(`:${taggedKinds[kind].inArn}/`)),
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
      restore: taggedKinds[kind].restore,
    });
  };
}

const vaultName = (arn: string): string => arn.split(':').at(-1) ?? arn;
const arnRegion = (arn: string): string => arn.split(':')[3] ?? arn;
