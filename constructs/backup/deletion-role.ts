import { AccountRootPrincipal, PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledgeWildcards } from '../identity/acknowledge-wildcards';

export interface DeletionRoleProps {
  readonly roleName: string;
  /** Vaults in which the role may delete. */
  readonly vaultArns: readonly string[];
  readonly regions: readonly string[];
}

/**
 * The only IAM role that can delete a recovery point before it expires, for example because of a right to erasure. A
 * person assumes the role, removes the lock and deletes; the next deploy puts the lock back. No program uses the role,
 * and each use of it is in CloudTrail under its name. Vaults with the irreversible lock refuse the deletion all the
 * same.
 */
export class DeletionRole extends Role {
  constructor(scope: Construct, id: string, { roleName, vaultArns, regions }: DeletionRoleProps) {
    const { account } = Stack.of(scope);
    const points = regions.flatMap((region) => [
      `arn:aws:ec2:${region}::snapshot/*`,
      `arn:aws:backup:${region}:${account}:recovery-point:*`,
    ]);
    const statements = [
      new PolicyStatement({
        actions: ['backup:DeleteRecoveryPoint', 'backup:DescribeRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'],
        resources: points,
      }),
      new PolicyStatement({
        actions: [
          'backup:DeleteBackupVaultLockConfiguration',
          'backup:DescribeBackupVault',
          'backup:ListRecoveryPointsByBackupVault',
        ],
        resources: [...vaultArns],
      }),
    ];
    super(scope, id, {
      roleName,
      description: 'For people who must delete a recovery point before its time, see the runbook',
      assumedBy: new AccountRootPrincipal(),
      inlinePolicies: { permissions: new PolicyDocument({ statements }) },
      maxSessionDuration: Duration.hours(1),
    });
    acknowledgeWildcards(this, statements, {
      because: 'Recovery points have no name before they are made.',
      beyond: [/^arn:aws:backup:[a-z0-9-]+:\d{12}:recovery-point:\*$/, /^arn:aws:ec2:[a-z0-9-]+::snapshot\/\*$/],
    });
  }
}
