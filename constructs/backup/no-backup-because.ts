import type { CfnResource } from 'aws-cdk-lib/core';

/**
 * Records in the template's metadata why a resource that holds data is not copied. `backup coverage` prints the reason,
 * and reports a problem for a resource without one. The reason is not a tag, because a tag cannot hold every character.
 */
export const noBackupBecause = (resource: CfnResource, reason: string): void =>
  resource.addMetadata('commons-platform/no-backup-because', reason);
