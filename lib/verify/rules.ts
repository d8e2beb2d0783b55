import type { StatefulIds } from '../stateful-ids';
import { admittedImages } from './admitted-images';
import { alertSections } from './alert-sections';
import { applicationSettings } from './application-settings';
import { assignedUsers } from './assigned-users';
import { backupAccess } from './backup-access';
import { cacheEviction } from './cache-eviction';
import { cacheUsers } from './cache-users';
import { clientAddresses } from './client-addresses';
import { clusterTags } from './cluster-tags';
import { containerProbes } from './container-probes';
import { containerResources } from './container-resources';
import { defaultDeny } from './default-deny';
import { definitionsFirst } from './definitions-first';
import { deployPolicies } from './deploy-policies';
import { distinctAlerts } from './distinct-alerts';
import { drainBudgets } from './drain-budgets';
import { endpointPolicies } from './endpoint-policies';
import { environmentTags } from './environment-tags';
import { exactTrusts } from './exact-trusts';
import { groupPaths } from './group-paths';
import { guardedNamespaces } from './guarded-namespaces';
import { identityProviders } from './identity-providers';
import { imageRegistries } from './image-registries';
import { imagesWithRights } from './images-with-rights';
import { internalAddresses } from './internal-addresses';
import { keptObjects } from './kept-objects';
import { listDefaultsWritten } from './list-defaults';
import { lockedBucketWriters } from './locked-bucket-writers';
import { madeByStacks } from './made-by-stacks';
import { movingTags } from './moving-tags';
import { namedPeers } from './named-peers';
import { namespacesFirst } from './namespaces-first';
import { objectSizes } from './object-sizes';
import { openGroups } from './open-groups';
import { openStatements } from './open-statements';
import { operatorLabels } from './operator-labels';
import { ownerLabelsGiven } from './owner-labels';
import { pinnedOperators } from './pinned-operators';
import { plainPasswords } from './plain-passwords';
import { projectsFirst } from './projects-first';
import { quantities } from './quantities';
import type { RenderedRule } from './rendered-rule';
import { renderedSecrets } from './rendered-secrets';
import { restrictedContainers } from './restricted-containers';
import { retainedData } from './retained-data';
import { roleBoundaries } from './role-boundaries';
import { secretShapes } from './secret-shapes';
import { secretVariables } from './secret-variables';
import { securityGroupRules } from './security-group-rules';
import { serviceDashboards } from './service-dashboards';
import { signedDelivery } from './signed-delivery';
import { statefulList } from './stateful-list';
import { subnetRoles } from './subnet-roles';
import { templateLimits } from './template-limits';
import { tenantData } from './tenant-data';
import { tenantObjects } from './tenant-objects';
import { tenantRoles } from './tenant-roles';
import { tokenLifetimes } from './token-lifetimes';
import { triggerImages } from './trigger-images';
import { triggerSources } from './trigger-sources';
import { trustBundles } from './trust-bundles';
import { uniqueNames } from './unique-names';
import { variableReferences } from './variable-references';
import { watchedServices } from './watched-services';

/** What rules compare with and is not rendered itself. */
export interface Known {
  /** Anchors of the page of alerts. */
  readonly alertSections: ReadonlySet<string>;
  /** What the home lists as what holds data. */
  readonly stateful: StatefulIds;
  /** Names of dashboards by the kind of service that they show. */
  readonly dashboards: ReadonlyMap<string, string>;
}

/** Every rule that holds for what is rendered, by name. */
export const renderedRules = (known: Known): readonly RenderedRule[] => [
  admittedImages,
  alertSections(known.alertSections),
  applicationSettings,
  assignedUsers,
  backupAccess,
  cacheEviction,
  cacheUsers,
  clientAddresses,
  clusterTags,
  containerProbes,
  containerResources,
  defaultDeny,
  definitionsFirst,
  deployPolicies,
  distinctAlerts,
  drainBudgets,
  endpointPolicies,
  environmentTags,
  exactTrusts,
  groupPaths,
  guardedNamespaces,
  identityProviders,
  imageRegistries,
  imagesWithRights,
  internalAddresses,
  keptObjects,
  listDefaultsWritten,
  lockedBucketWriters,
  madeByStacks,
  movingTags,
  namedPeers,
  namespacesFirst,
  objectSizes,
  openGroups,
  openStatements,
  operatorLabels,
  ownerLabelsGiven,
  pinnedOperators,
  plainPasswords,
  projectsFirst,
  quantities,
  renderedSecrets,
  restrictedContainers,
  retainedData,
  roleBoundaries,
  secretShapes,
  secretVariables,
  securityGroupRules,
  serviceDashboards(known.dashboards),
  signedDelivery,
  statefulList(known.stateful),
  subnetRoles,
  templateLimits,
  tenantData,
  tenantObjects,
  tenantRoles,
  tokenLifetimes,
  triggerImages,
  triggerSources,
  trustBundles,
  uniqueNames,
  variableReferences,
  watchedServices,
];
