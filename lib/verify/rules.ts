import { applicationSettings } from './application-settings';
import { definitionsFirst } from './definitions-first';
import { guardedNamespaces } from './guarded-namespaces';
import { imageRegistries } from './image-registries';
import { internalAddresses } from './internal-addresses';
import { listDefaultsWritten } from './list-defaults';
import { namespacesFirst } from './namespaces-first';
import { operatorLabels } from './operator-labels';
import { projectsFirst } from './projects-first';
import { quantities } from './quantities';
import type { RenderedRule } from './rendered-rule';
import { triggerImages } from './trigger-images';

/** Every rule that holds for what is rendered, in the order of a report. */
export const renderedRules: readonly RenderedRule[] = [
  imageRegistries,
  guardedNamespaces,
  internalAddresses,
  projectsFirst,
  namespacesFirst,
  definitionsFirst,
  applicationSettings,
  triggerImages,
  operatorLabels,
  listDefaultsWritten,
  quantities,
];
