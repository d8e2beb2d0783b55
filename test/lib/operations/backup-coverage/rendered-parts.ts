import { coverage } from '../../../../lib/operations/backup-coverage/coverage';
import type { Recovery } from '../../../../lib/operations/backup-coverage/holding';
import { objectSchema, templateSchema, type Rendered } from '../../../../lib/rendered';

/** A Kubernetes object in the namespace `team`, with annotations if any. */
export const object = (apiVersion: string, kind: string, name: string, spec: unknown = {}, annotations = {}) => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'team', annotations },
  ...(kind === 'ConfigMap' ? { data: spec } : { spec }),
});

export const storageClasses = [
  { ...object('storage.k8s.io/v1', 'StorageClass', 'standard-daily'), ...disk('daily') },
  { ...object('storage.k8s.io/v1', 'StorageClass', 'standard-unprotected'), ...disk('none') },
  { ...object('storage.k8s.io/v1', 'StorageClass', 'standard-forgotten'), provisioner: 'ebs.csi.aws.com' },
  { ...object('storage.k8s.io/v1', 'StorageClass', 'files'), provisioner: 'efs.csi.aws.com', parameters: {} },
];

function disk(tag: string) {
  return {
    provisioner: 'ebs.csi.aws.com',
    parameters: { type: 'gp3', tagSpecification_1: `commons-platform/backup=${tag}` },
  };
}

const rule = (RuleName: string, DeleteAfterDays: number) => ({
  RuleName,
  TargetBackupVault: 'testing-backups',
  Lifecycle: { DeleteAfterDays },
  CopyActions: [
    { DestinationBackupVaultArn: 'arn:aws:backup:us-west-2:111122223333:backup-vault:testing-backup-copies' },
  ],
});

/** Resources of AWS Backup for the class `daily`. */
export const dailyPlan = {
  Vault: { Type: 'AWS::Backup::BackupVault', Properties: { BackupVaultName: 'testing-backups' } },
  Copies: { Type: 'AWS::Backup::BackupVault', Properties: { BackupVaultName: 'testing-backup-copies' } },
  Daily: {
    Type: 'AWS::Backup::BackupPlan',
    Properties: { BackupPlan: { BackupPlanRule: [rule('daily', 35), rule('weekly', 120)] } },
  },
  Selection: {
    Type: 'AWS::Backup::BackupSelection',
    Properties: {
      BackupPlanId: { 'Fn::GetAtt': ['Daily', 'BackupPlanId'] },
      BackupSelection: {
        Resources: [
          'arn:aws:ec2:us-east-1:111122223333:volume/*',
          'arn:aws:elasticfilesystem:us-east-1:1:file-system/*',
        ],
        Conditions: {
          StringEquals: [{ ConditionKey: 'aws:ResourceTag/commons-platform/backup', ConditionValue: 'daily' }],
        },
      },
    },
  },
};

/** A bucket with versions. */
export const bucket = (name: string, more: Record<string, unknown> = {}) => ({
  Type: 'AWS::S3::Bucket',
  Properties: {
    BucketName: name,
    VersioningConfiguration: { Status: 'Enabled' },
    LifecycleConfiguration: { Rules: [{ NoncurrentVersionExpiration: { NoncurrentDays: 14 } }] },
    ...more,
  },
});

/** What was rendered, out of objects and resources as files have them. */
export const rendered = (objects: readonly unknown[], resources: Readonly<Record<string, unknown>> = {}): Rendered => ({
  objects: objects.map((each) => ({ ...objectSchema.parse(each), file: 'cluster/team/objects.yaml' })),
  resources: Object.entries(templateSchema.parse({ Resources: resources }).Resources).map(([logicalId, resource]) => ({
    stack: 'testing',
    logicalId,
    resource,
  })),
  stacks: [],
  waiting: [],
  files: [],
  unpinned: [],
});

/** Fate of each holding whose name contains `part`. */
export const fatesOf = (
  part: string,
  objects: readonly unknown[],
  resources: Readonly<Record<string, unknown>> = {},
): readonly Recovery[] =>
  coverage(rendered(objects, resources)).flatMap(({ name, fate }) => (name.includes(part) ? [fate] : []));

/** Whatever has at least these fields. */
export const including = (fields: object): unknown => expect.objectContaining(fields);

/** A problem that says so, among other things. */
export function problem(says: string): Readonly<Record<string, unknown>> {
  const text: unknown = expect.stringContaining(says);
  const remedy: unknown = expect.any(String);
  return { problem: text, remedy };
}
