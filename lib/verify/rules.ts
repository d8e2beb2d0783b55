import { exactTrusts } from './exact-trusts';
import { groupPaths } from './group-paths';
import { imageRegistries } from './image-registries';
import type { RenderedRule } from './rendered-rule';
import { tenantData } from './tenant-data';
import { tenantObjects } from './tenant-objects';
import { tenantRoles } from './tenant-roles';

/** Every rule that holds for what is rendered, in the order of a report. */
export const renderedRules: readonly RenderedRule[] = [
  exactTrusts,
  groupPaths,
  imageRegistries,
  tenantData,
  tenantObjects,
  tenantRoles,
];
