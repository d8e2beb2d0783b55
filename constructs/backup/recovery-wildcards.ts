import { everyResource } from '../identity/wildcard-patterns';

/** What AWS Backup copies and restores by: names that AWS makes up, each of one kind, region and account. */
export const recoveryWildcards: readonly RegExp[] = [
  everyResource,
  /^arn:aws:backup:[a-z0-9-]+:\d{12}:recovery-point:\*$/,
  /^arn:aws:ec2:[a-z0-9-]+::snapshot\/\*$/,
  /^arn:aws:ec2:[a-z0-9-]+:\d{12}:volume\/\*$/,
  /^arn:aws:elasticfilesystem:[a-z0-9-]+:\d{12}:file-system\/\*$/,
];
