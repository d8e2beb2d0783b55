import type { ReviewRule } from './review-rule';
import { databaseGoesBackRule } from './rules/database-goes-back';
import { imageGoesBackRule } from './rules/image-goes-back';
import { movedHostRule } from './rules/moved-host';
import { removedDataRule } from './rules/removed-data';
import { removedResourceRule } from './rules/removed-resource';
import { renamedRule } from './rules/renamed';
import { replacedResourceRule } from './rules/replaced-resource';
import { shorterBackupsRule } from './rules/shorter-backups';

/** All rules for changes, ordered by name. */
export const reviewRules: readonly ReviewRule[] = [
  databaseGoesBackRule,
  imageGoesBackRule,
  movedHostRule,
  removedDataRule,
  removedResourceRule,
  renamedRule,
  replacedResourceRule,
  shorterBackupsRule,
];
