import type { Permission } from './execution-policies';
import type { DenyStatement } from './deny-statements';

export interface WorkloadBoundaryProps {
  readonly environment: string;
  readonly account: string;
}

/**
 * The most that a role of a stack can be given, whoever writes the stack: what machines, components of OpenShift and workloads use,
 * a service at a time. It is wide in what belongs to the environment, so that a tenant more needs no engineer, and has nothing by
 * which a role becomes another. `never.ts` is denied besides.
 */
export function workloadBoundary({ environment, account }: WorkloadBoundaryProps): {
  readonly permissions: readonly Permission[];
  readonly denials: readonly DenyStatement[];
} {
  const roles = [`arn:aws:iam::${account}:role/${environment}-*`];
  return {
    permissions: [
      {
        actions: [
          'acm:DescribeCertificate',
          'autoscaling:*',
          'backup:*',
          'cloudwatch:PutMetricData',
          'ec2:*',
          'elasticfilesystem:*',
          'elasticloadbalancing:*',
          // The credential operator in manual mode looks whether it has a user of its own.
          'iam:GetUser',
          'iam:GetUserPolicy',
          'iam:ListAccessKeys',
          'kms:CreateGrant',
          'kms:Decrypt',
          'kms:DescribeKey',
          'kms:Encrypt',
          'kms:GenerateDataKey*',
          'kms:ListGrants',
          'kms:ReEncrypt*',
          'kms:RevokeGrant',
          'logs:*',
          'route53:*',
          's3:*',
          'secretsmanager:*',
          'tag:GetResources',
        ],
        resources: ['*'],
      },
      {
        actions: ['iam:CreateServiceLinkedRole'],
        resources: [`arn:aws:iam::${account}:role/aws-service-role/*`],
      },
      // Machines get the role of machines.
      {
        actions: ['iam:PassRole'],
        resources: roles,
        conditions: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
      },
    ],
    denials: [
      {
        // Who else gets in is said by stacks, and nothing that people may still need goes before its time.
        sid: 'NoPolicies',
        actions: [
          'backup:DeleteBackupVault*',
          'backup:DeleteRecoveryPoint',
          'backup:PutBackupVault*',
          'backup:UpdateRecoveryPointLifecycle',
          'ec2:ModifyImageAttribute',
          'ec2:ModifySnapshotAttribute',
          'ec2:CreateNetworkInterfacePermission',
          'elasticfilesystem:*FileSystemPolicy',
          'elasticfilesystem:DeleteFileSystem',
          'logs:*ResourcePolicy',
          's3:*BucketPolicy',
          's3:PutBucketAcl',
          's3:PutObjectAcl',
          's3:PutReplicationConfiguration',
          'secretsmanager:*ResourcePolicy',
        ],
        resources: ['*'],
      },
    ],
  };
}
