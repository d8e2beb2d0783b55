import { admittedImages } from './admitted-images';
import { applicationSettings } from './application-settings';
import { backupAccess } from './backup-access';
import { cacheEviction } from './cache-eviction';
import { cacheUsers } from './cache-users';
import { clientAddresses } from './client-addresses';
import { definitionsFirst } from './definitions-first';
import { deployPolicies } from './deploy-policies';
import { environmentTags } from './environment-tags';
import { exactTrusts } from './exact-trusts';
import { groupPaths } from './group-paths';
import { guardedNamespaces } from './guarded-namespaces';
import { identityProviders } from './identity-providers';
import { imageRegistries } from './image-registries';
import { imagesWithRights } from './images-with-rights';
import { internalAddresses } from './internal-addresses';
import { listDefaultsWritten } from './list-defaults';
import { lockedBucketWriters } from './locked-bucket-writers';
import { movingTags } from './moving-tags';
import { namespacesFirst } from './namespaces-first';
import { objectSizes } from './object-sizes';
import { operatorLabels } from './operator-labels';
import { pinnedOperators } from './pinned-operators';
import { projectsFirst } from './projects-first';
import { quantities } from './quantities';
import type { RenderedRule } from './rendered-rule';
import { roleBoundaries } from './role-boundaries';
import { securityGroupRules } from './security-group-rules';
import { signedDelivery } from './signed-delivery';
import { tenantData } from './tenant-data';
import { tenantObjects } from './tenant-objects';
import { tenantRoles } from './tenant-roles';
import { tokenLifetimes } from './token-lifetimes';
import { triggerImages } from './trigger-images';
import { trustBundles } from './trust-bundles';
import { uniqueNames } from './unique-names';
import { variableReferences } from './variable-references';

/** Every rule that holds for what is rendered, by name. */
export const renderedRules: readonly RenderedRule[] = [
  admittedImages,
  applicationSettings,
  backupAccess,
  cacheEviction,
  cacheUsers,
  clientAddresses,
  definitionsFirst,
  deployPolicies,
  environmentTags,
  exactTrusts,
  groupPaths,
  guardedNamespaces,
  identityProviders,
  imageRegistries,
  imagesWithRights,
  internalAddresses,
  listDefaultsWritten,
  lockedBucketWriters,
  movingTags,
  namespacesFirst,
  objectSizes,
  operatorLabels,
  pinnedOperators,
  projectsFirst,
  quantities,
  roleBoundaries,
  securityGroupRules,
  signedDelivery,
  tenantData,
  tenantObjects,
  tenantRoles,
  tokenLifetimes,
  triggerImages,
  trustBundles,
  uniqueNames,
  variableReferences,
];
