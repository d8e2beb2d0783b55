import { environmentTags } from './environment-tags';
import { guardedNamespaces } from './guarded-namespaces';
import { identityProviders } from './identity-providers';
import { imageRegistries } from './image-registries';
import { internalAddresses } from './internal-addresses';
import type { RenderedRule } from './rendered-rule';
import { tokenLifetimes } from './token-lifetimes';
import { trustBundles } from './trust-bundles';
import { uniqueNames } from './unique-names';

/** Every rule that holds for what is rendered, in the order of a report. */
export const renderedRules: readonly RenderedRule[] = [
  imageRegistries,
  guardedNamespaces,
  internalAddresses,
  identityProviders,
  tokenLifetimes,
  environmentTags,
  trustBundles,
  uniqueNames,
];
