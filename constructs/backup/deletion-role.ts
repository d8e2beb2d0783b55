import { AccountRootPrincipal, PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledgeWildcards } from '../identity/acknowledge-wildcards';

export interface DeletionRoleProps {
  readonly roleName: string;
  /** The vaults out of which it may delete. */
  readonly vaultArns: readonly string[];
  readonly regions: readonly string[];
}

/**
 * The one way to delete a recovery point before its time, say because it holds what somebody had a right to have
 * forgotten: a person takes the role, takes the lock off, deletes, and a deploy puts the lock back. Nothing else has the
 * role, and taking it stands in CloudTrail under its name. Vaults with the irreversible lock refuse it too.
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
