import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';

/**
 * Principal of a trust policy: AWS Backup when it works for `account`. A backup of another account cannot use the role.
 */
export const backupService = (account: string): ServicePrincipal =>
  new ServicePrincipal('backup.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': account } } });
