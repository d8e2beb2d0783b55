import type { CfnResource } from 'aws-cdk-lib/core';

/**
 * Says why what a resource holds is not copied; `backup coverage` prints it, and calls it a problem where nothing is said.
 * It stands in the template's metadata, because a tag cannot hold every letter of a sentence.
 */
export const noBackupBecause = (resource: CfnResource, reason: string): void =>
  resource.addMetadata('commons-platform/no-backup-because', reason);
