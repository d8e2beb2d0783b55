import type { StatefulEntry } from '../stateful-entries';
import { admittedImagesRule } from './admitted-images';
import { alertSectionsRule } from './alert-sections';
import { answeredChallengesRule } from './answered-challenges';
import { applicationSettingsRule } from './application-settings';
import { assignedUsersRule } from './assigned-users';
import { backupAccessRule } from './backup-access';
import { balancerFirewallsRule } from './balancer-firewalls';
import { cacheEvictionRule } from './cache-eviction';
import { cacheUsersRule } from './cache-users';
import { callerLimitsRule } from './caller-limits';
import { certificateAuthoritiesRule } from './certificate-authorities';
import { clientAddressesRule } from './client-addresses';
import { clusterTagsRule } from './cluster-tags';
import { containerProbesRule } from './container-probes';
import { containerResourcesRule } from './container-resources';
import { convergedHostsRule } from './converged-hosts';
import { databaseOwnersRule } from './database-owners';
import { defaultDenyRule } from './default-deny';
import { definitionsFirstRule } from './definitions-first';
import { deployPoliciesRule } from './deploy-policies';
import { distinctAlertsRule } from './distinct-alerts';
import { distinctGroupRulesRule } from './distinct-group-rules';
import { distinctRecordsRule } from './distinct-records';
import { distinctRoutesRule } from './distinct-routes';
import { directoryServersRule } from './directory-servers';
import { disruptionBudgetsRule } from './disruption-budgets';
import { endpointCallersRule } from './endpoint-callers';
import { endpointPoliciesRule } from './endpoint-policies';
import { environmentTagsRule } from './environment-tags';
import { exactTrustsRule } from './exact-trusts';
import { groupPathsRule } from './group-paths';
import { guardedNamespacesRule } from './guarded-namespaces';
import { hostWaysInRule } from './host-ways-in';
import { identityProvidersRule } from './identity-providers';
import { imageRegistriesRule } from './image-registries';
import { imagesWithRightsRule } from './images-with-rights';
import { interfaceGroupsRule } from './interface-groups';
import { internalAddressesRule } from './internal-addresses';
import { keptObjectsRule } from './kept-objects';
import { listDefaultsRule } from './list-defaults';
import { lockedBucketWritersRule } from './locked-bucket-writers';
import { loginPortsRule } from './login-ports';
import { madeByStacksRule } from './made-by-stacks';
import { movingTagsRule } from './moving-tags';
import { namedObjectsRule } from './named-objects';
import { namedPeersRule } from './named-peers';
import { namespacesFirstRule } from './namespaces-first';
import { nodePortsRule } from './node-ports';
import { nodeSubnetsRule } from './node-subnets';
import { objectSizesRule } from './object-sizes';
import { openGroupsRule } from './open-groups';
import { openStatementsRule } from './open-statements';
import { operatorLabelsRule } from './operator-labels';
import { originBehindCdnRule } from './origin-behind-cdn';
import { ownMetricsRule } from './own-metrics';
import { ownerLabelsRule } from './owner-labels';
import { pinnedOperatorsRule } from './pinned-operators';
import { plainPasswordsRule } from './plain-passwords';
import { podPartsRule } from './pod-parts';
import { policySizesRule } from './policy-sizes';
import { projectsFirstRule } from './projects-first';
import { protectedStacksRule } from './protected-stacks';
import { publicHostsRule } from './public-hosts';
import { quantitiesRule } from './quantities';
import type { RenderedRule } from './rendered-rule';
import { reachedPortsRule } from './reached-ports';
import { realmValuesRule } from './realm-values';
import { renderedSecretsRule } from './rendered-secrets';
import { restrictedContainersRule } from './restricted-containers';
import { retainedDataRule } from './retained-data';
import { roleBoundariesRule } from './role-boundaries';
import { secretFormsRule } from './secret-forms';
import { secretShapesRule } from './secret-shapes';
import { secretVariablesRule } from './secret-variables';
import { securityGroupRulesRule } from './security-group-rules';
import { selectedPodsRule } from './selected-pods';
import { serviceDashboardsRule } from './service-dashboards';
import { servicePortsRule } from './service-ports';
import { serviceTextsRule } from './service-texts';
import { signedDeliveryRule } from './signed-delivery';
import { stackOrderRule } from './stack-order';
import { statefulListRule } from './stateful-list';
import { subnetRolesRule } from './subnet-roles';
import { tagValuesRule } from './tag-values';
import { templateLimitsRule } from './template-limits';
import { tenantDataRule } from './tenant-data';
import { tenantObjectsRule } from './tenant-objects';
import { tenantRolesRule } from './tenant-roles';
import { tokenLifetimesRule } from './token-lifetimes';
import { triggerImagesRule } from './trigger-images';
import { triggerSourcesRule } from './trigger-sources';
import { trustBundlesRule } from './trust-bundles';
import { tunnelRoutesRule } from './tunnel-routes';
import { uniqueNamesRule } from './unique-names';
import { variableReferencesRule } from './variable-references';
import { watchedServicesRule } from './watched-services';

/** Inputs of rules besides the rendered files. */
export interface RuleInputs {
  /** Anchors of `docs/alerts.md`. */
  readonly alertSections: ReadonlySet<string>;
  /** What `stateful.yaml` lists because it holds data or others hold on to it. */
  readonly stateful: readonly StatefulEntry[];
  /** Names of dashboards by the kind of service that they show. */
  readonly dashboards: ReadonlyMap<string, string>;
}

/** All rules for rendered files, ordered by name. */
export const renderedRules = (known: RuleInputs): readonly RenderedRule[] => [
  admittedImagesRule,
  alertSectionsRule(known.alertSections),
  answeredChallengesRule,
  applicationSettingsRule,
  assignedUsersRule,
  backupAccessRule,
  balancerFirewallsRule,
  cacheEvictionRule,
  cacheUsersRule,
  callerLimitsRule,
  certificateAuthoritiesRule,
  clientAddressesRule,
  clusterTagsRule,
  containerProbesRule,
  containerResourcesRule,
  convergedHostsRule,
  databaseOwnersRule,
  defaultDenyRule,
  definitionsFirstRule,
  deployPoliciesRule,
  directoryServersRule,
  disruptionBudgetsRule,
  distinctAlertsRule,
  distinctGroupRulesRule,
  distinctRecordsRule,
  distinctRoutesRule,
  endpointCallersRule,
  endpointPoliciesRule,
  environmentTagsRule,
  exactTrustsRule,
  groupPathsRule,
  guardedNamespacesRule,
  hostWaysInRule,
  identityProvidersRule,
  imageRegistriesRule,
  imagesWithRightsRule,
  interfaceGroupsRule,
  internalAddressesRule,
  keptObjectsRule,
  listDefaultsRule,
  lockedBucketWritersRule,
  loginPortsRule,
  madeByStacksRule,
  movingTagsRule,
  namedObjectsRule,
  namedPeersRule,
  namespacesFirstRule,
  nodePortsRule,
  nodeSubnetsRule,
  objectSizesRule,
  openGroupsRule,
  openStatementsRule,
  operatorLabelsRule,
  originBehindCdnRule,
  ownMetricsRule,
  ownerLabelsRule,
  pinnedOperatorsRule,
  plainPasswordsRule,
  podPartsRule,
  policySizesRule,
  projectsFirstRule,
  protectedStacksRule,
  publicHostsRule,
  quantitiesRule,
  reachedPortsRule,
  realmValuesRule,
  renderedSecretsRule,
  restrictedContainersRule,
  retainedDataRule,
  roleBoundariesRule,
  secretFormsRule,
  secretShapesRule,
  secretVariablesRule,
  securityGroupRulesRule,
  selectedPodsRule,
  serviceDashboardsRule(known.dashboards),
  servicePortsRule,
  serviceTextsRule,
  signedDeliveryRule,
  stackOrderRule,
  statefulListRule(known.stateful),
  subnetRolesRule,
  tagValuesRule,
  templateLimitsRule,
  tenantDataRule,
  tenantObjectsRule,
  tenantRolesRule,
  tokenLifetimesRule,
  triggerImagesRule,
  triggerSourcesRule,
  trustBundlesRule,
  tunnelRoutesRule,
  uniqueNamesRule,
  variableReferencesRule,
  watchedServicesRule,
];
