import type { ReviewRule } from './review-rule';
import { changedIssuerRule } from './rules/changed-issuer';
import { databaseGoesBackRule } from './rules/database-goes-back';
import { imageGoesBackRule } from './rules/image-goes-back';
import { movedHostRule } from './rules/moved-host';
import { removedDataRule } from './rules/removed-data';
import { removedResourceRule } from './rules/removed-resource';
import { renamedRule } from './rules/renamed';
import { replacedResourceRule } from './rules/replaced-resource';
import { serviceAccountRoleRule } from './rules/service-account-role';
import { shorterBackupsRule } from './rules/shorter-backups';
import { weakerAdmissionRule } from './rules/weaker-admission';
import { weakerPodsRule } from './rules/weaker-pods';
import { widerClusterRightsRule } from './rules/wider-cluster-rights';
import { widerDeliveryRule } from './rules/wider-delivery';
import { widerRightsRule } from './rules/wider-rights';
import { widerTrustRule } from './rules/wider-trust';

/** All rules for changes, ordered by name. */
export const reviewRules: readonly ReviewRule[] = [
  changedIssuerRule,
  databaseGoesBackRule,
  imageGoesBackRule,
  movedHostRule,
  removedDataRule,
  removedResourceRule,
  renamedRule,
  replacedResourceRule,
  serviceAccountRoleRule,
  shorterBackupsRule,
  weakerAdmissionRule,
  weakerPodsRule,
  widerClusterRightsRule,
  widerDeliveryRule,
  widerRightsRule,
  widerTrustRule,
];
