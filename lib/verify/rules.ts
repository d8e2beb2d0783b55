import { backupAccess } from './backup-access';
import { cacheEviction } from './cache-eviction';
import { clientAddresses } from './client-addresses';
import { guardedNamespaces } from './guarded-namespaces';
import { imageRegistries } from './image-registries';
import { lockedBucketWriters } from './locked-bucket-writers';
import type { RenderedRule } from './rendered-rule';
import { securityGroupRules } from './security-group-rules';

/** Every rule that holds for what is rendered, in the order of a report. */
export const renderedRules: readonly RenderedRule[] = [
  backupAccess,
  cacheEviction,
  clientAddresses,
  guardedNamespaces,
  imageRegistries,
  lockedBucketWriters,
  securityGroupRules,
];
