import type { Permission } from './execution-policies';
import type { DenyStatement } from './deny-statements';

export interface WorkloadBoundaryProps {
  readonly environment: string;
  readonly account: string;
}

/**
 * Returns the statements of the permissions boundary for roles that stacks make, whatever the stacks say. It allows,
 * for whole services, what machines, components of OpenShift and workloads use. It covers everything of the
 * environment, so that a new tenant needs no engineer, but not `sts:AssumeRole`. The statements of `deny-statements.ts`
 * are added to it.
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
          // The cloud-credential operator in manual mode checks whether it has an IAM user.
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
          // Sessions on hosts, and the parameters of gateways.
          'ssm:GetParametersByPath',
          'ssm:UpdateInstanceInformation',
          // Programs of machines.
          'ssm:GetParametersByPath',
          'ssmmessages:*',
          'tag:GetResources',
        ],
        resources: ['*'],
      },
      {
        actions: ['iam:CreateServiceLinkedRole'],
        resources: [`arn:aws:iam::${account}:role/aws-service-role/*`],
      },
      // The machine API gives new machines their role.
      {
        actions: ['iam:PassRole'],
        resources: roles,
        conditions: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
      },
    ],
    denials: [
      {
        // Only stacks decide who has access, and no role deletes backups before they expire.
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
