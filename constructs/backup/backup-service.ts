import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';

/** AWS Backup at work for an account, and for no other that would name a role of ours. */
export const backupService = (account: string): ServicePrincipal =>
  new ServicePrincipal('backup.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': account } } });
