import { guardedNamespaces } from './guarded-namespaces';
import { imageRegistries } from './image-registries';
import { internalAddresses } from './internal-addresses';
import type { RenderedRule } from './rendered-rule';
import { uniqueNames } from './unique-names';

/** Every rule that holds for what is rendered, in the order of a report. */
export const renderedRules: readonly RenderedRule[] = [
  imageRegistries,
  guardedNamespaces,
  internalAddresses,
  uniqueNames,
];
