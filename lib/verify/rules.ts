import { applicationSettings } from './application-settings';
import { definitionsFirst } from './definitions-first';
import { imageRegistries } from './image-registries';
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
  projectsFirst,
  namespacesFirst,
  definitionsFirst,
  applicationSettings,
  triggerImages,
  operatorLabels,
  listDefaultsWritten,
  quantities,
];
