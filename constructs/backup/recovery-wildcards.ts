import { everyResource } from '../identity/wildcard-patterns';

/**
 * Resources with wildcards that copying and restoring need: AWS makes up their ids, and each pattern is of one type,
 * region and account.
 */
export const recoveryWildcards: readonly RegExp[] = [
  everyResource,
  /^arn:aws:backup:[a-z0-9-]+:\d{12}:recovery-point:\*$/,
  /^arn:aws:ec2:[a-z0-9-]+::snapshot\/\*$/,
  /^arn:aws:ec2:[a-z0-9-]+:\d{12}:volume\/\*$/,
  /^arn:aws:elasticfilesystem:[a-z0-9-]+:\d{12}:file-system\/\*$/,
];
