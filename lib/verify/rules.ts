import { backupAccess } from './backup-access';
import { cacheEviction } from './cache-eviction';
import { clientAddresses } from './client-addresses';
import { environmentTags } from './environment-tags';
import { exactTrusts } from './exact-trusts';
import { groupPaths } from './group-paths';
import { guardedNamespaces } from './guarded-namespaces';
import { identityProviders } from './identity-providers';
import { imageRegistries } from './image-registries';
import { internalAddresses } from './internal-addresses';
import { lockedBucketWriters } from './locked-bucket-writers';
import type { RenderedRule } from './rendered-rule';
import { tenantData } from './tenant-data';
import { tenantObjects } from './tenant-objects';
import { tenantRoles } from './tenant-roles';
import { securityGroupRules } from './security-group-rules';
import { trustBundles } from './trust-bundles';
import { uniqueNames } from './unique-names';
import { variableReferences } from './variable-references';
import { tokenLifetimes } from './token-lifetimes';

/** Every rule that holds for what is rendered, in the order of a report. */
export const renderedRules: readonly RenderedRule[] = [
  backupAccess,
  cacheEviction,
  clientAddresses,
  environmentTags,
  guardedNamespaces,
  imageRegistries,
  internalAddresses,
  lockedBucketWriters,
  securityGroupRules,
  trustBundles,
  uniqueNames,
  variableReferences,
  identityProviders,
  tokenLifetimes,
  exactTrusts,
  groupPaths,
  tenantData,
  tenantObjects,
  tenantRoles,
];
