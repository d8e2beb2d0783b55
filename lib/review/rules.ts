import type { ReviewRule } from './review-rule';
import { databaseGoesBackRule } from './rules/database-goes-back';
import { fewerAlertsRule } from './rules/fewer-alerts';
import { fewerCopiesRule } from './rules/fewer-copies';
import { imageGoesBackRule } from './rules/image-goes-back';
import { machinesRebootRule } from './rules/machines-reboot';
import { movedHostRule } from './rules/moved-host';
import { openedHostRule } from './rules/opened-host';
import { openedPathRule } from './rules/opened-path';
import { podsRestartRule } from './rules/pods-restart';
import { poolSizeRule } from './rules/pool-size';
import { refusedChangeRule } from './rules/refused-change';
import { removedDataRule } from './rules/removed-data';
import { removedResourceRule } from './rules/removed-resource';
import { removedServiceRule } from './rules/removed-service';
import { renamedRule } from './rules/renamed';
import { replacedResourceRule } from './rules/replaced-resource';
import { shorterBackupsRule } from './rules/shorter-backups';
import { weakerProtectionRule } from './rules/weaker-protection';
import { widerClusterNetworkRule } from './rules/wider-cluster-network';
import { widerNetworkRule } from './rules/wider-network';

/** All rules for changes, ordered by name. */
export const reviewRules: readonly ReviewRule[] = [
  databaseGoesBackRule,
  fewerAlertsRule,
  fewerCopiesRule,
  imageGoesBackRule,
  machinesRebootRule,
  movedHostRule,
  openedHostRule,
  openedPathRule,
  podsRestartRule,
  poolSizeRule,
  refusedChangeRule,
  removedDataRule,
  removedResourceRule,
  removedServiceRule,
  renamedRule,
  replacedResourceRule,
  shorterBackupsRule,
  weakerProtectionRule,
  widerClusterNetworkRule,
  widerNetworkRule,
];
