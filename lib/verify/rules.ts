import { environmentTags } from './environment-tags';
import { guardedNamespaces } from './guarded-namespaces';
import { imageRegistries } from './image-registries';
import { internalAddresses } from './internal-addresses';
import type { RenderedRule } from './rendered-rule';
import { trustBundles } from './trust-bundles';
import { uniqueNames } from './unique-names';
import { variableReferences } from './variable-references';

/** Every rule that holds for what is rendered, in the order of a report. */
export const renderedRules: readonly RenderedRule[] = [
  imageRegistries,
  guardedNamespaces,
  internalAddresses,
  environmentTags,
  trustBundles,
  uniqueNames,
  variableReferences,
];
