import type { ReviewRule } from './review-rule';
import { anotherAddressRule } from './rules/another-address';
import { anotherBalancerRule } from './rules/another-balancer';
import { changedIssuerRule } from './rules/changed-issuer';
import { changedSettingRule } from './rules/changed-setting';
import { databaseGoesBackRule } from './rules/database-goes-back';
import { deployOrderRule } from './rules/deploy-order';
import { deployedStateRule } from './rules/deployed-state';
import { fewerAlertsRule } from './rules/fewer-alerts';
import { fewerCopiesRule } from './rules/fewer-copies';
import { handedOnNameRule } from './rules/handed-on-name';
import { hostLoginsRule } from './rules/host-logins';
import { hostSettingsRule } from './rules/host-settings';
import { imageGoesBackRule } from './rules/image-goes-back';
import { longerSessionsRule } from './rules/longer-sessions';
import { lostRecordRule } from './rules/lost-record';
import { lostRightRule } from './rules/lost-right';
import { lostTagsRule } from './rules/lost-tags';
import { lostWayRule } from './rules/lost-way';
import { machinesRebootRule } from './rules/machines-reboot';
import { movedHostRule } from './rules/moved-host';
import { movedStackRule } from './rules/moved-stack';
import { nearLimitsRule } from './rules/near-limits';
import { newSecretValueRule } from './rules/new-secret-value';
import { openedHostRule } from './rules/opened-host';
import { openedPathRule } from './rules/opened-path';
import { otherImageRule } from './rules/other-image';
import { podsRestartRule } from './rules/pods-restart';
import { poolSizeRule } from './rules/pool-size';
import { refusedChangeRule } from './rules/refused-change';
import { removedDataRule } from './rules/removed-data';
import { removedPartRule } from './rules/removed-part';
import { removedResourceRule } from './rules/removed-resource';
import { removedServiceRule } from './rules/removed-service';
import { removedStackRule } from './rules/removed-stack';
import { renamedRule } from './rules/renamed';
import { replacedResourceRule } from './rules/replaced-resource';
import { secondFactorRule } from './rules/second-factor';
import { serviceAccountRoleRule } from './rules/service-account-role';
import { serviceSettingsRule } from './rules/service-settings';
import { shorterBackupsRule } from './rules/shorter-backups';
import { stoppedServiceRule } from './rules/stopped-service';
import { unprotectedStackRule } from './rules/unprotected-stack';
import { weakerAdmissionRule } from './rules/weaker-admission';
import { weakerClusterRule } from './rules/weaker-cluster';
import { weakerLoginRule } from './rules/weaker-login';
import { weakerPodsRule } from './rules/weaker-pods';
import { weakerProtectionRule } from './rules/weaker-protection';
import { weakerRecordRule } from './rules/weaker-record';
import { widerClusterNetworkRule } from './rules/wider-cluster-network';
import { widerClusterRightsRule } from './rules/wider-cluster-rights';
import { widerDeliveryRule } from './rules/wider-delivery';
import { widerLoginRule } from './rules/wider-login';
import { widerLoginRightsRule } from './rules/wider-login-rights';
import { widerMailRule } from './rules/wider-mail';
import { widerNetworkRule } from './rules/wider-network';
import { widerRightsRule } from './rules/wider-rights';
import { widerTrustRule } from './rules/wider-trust';
import { widerTunnelRule } from './rules/wider-tunnel';

/** All rules for changes, ordered by name. */
export const reviewRules: readonly ReviewRule[] = [
  anotherAddressRule,
  anotherBalancerRule,
  changedIssuerRule,
  changedSettingRule,
  databaseGoesBackRule,
  deployOrderRule,
  deployedStateRule,
  fewerAlertsRule,
  fewerCopiesRule,
  handedOnNameRule,
  hostLoginsRule,
  hostSettingsRule,
  imageGoesBackRule,
  longerSessionsRule,
  lostRecordRule,
  lostRightRule,
  lostTagsRule,
  lostWayRule,
  machinesRebootRule,
  movedHostRule,
  movedStackRule,
  nearLimitsRule,
  newSecretValueRule,
  openedHostRule,
  openedPathRule,
  otherImageRule,
  podsRestartRule,
  poolSizeRule,
  refusedChangeRule,
  removedDataRule,
  removedPartRule,
  removedResourceRule,
  removedServiceRule,
  removedStackRule,
  renamedRule,
  replacedResourceRule,
  secondFactorRule,
  serviceAccountRoleRule,
  serviceSettingsRule,
  shorterBackupsRule,
  stoppedServiceRule,
  unprotectedStackRule,
  weakerAdmissionRule,
  weakerClusterRule,
  weakerLoginRule,
  weakerPodsRule,
  weakerProtectionRule,
  weakerRecordRule,
  widerClusterNetworkRule,
  widerClusterRightsRule,
  widerDeliveryRule,
  widerLoginRule,
  widerLoginRightsRule,
  widerMailRule,
  widerNetworkRule,
  widerRightsRule,
  widerTrustRule,
  widerTunnelRule,
];
