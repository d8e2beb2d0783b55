import { environmentTags } from './environment-tags';
import { imageRegistries } from './image-registries';
import type { RenderedRule } from './rendered-rule';
import { trustBundles } from './trust-bundles';

/** Every rule that holds for what is rendered, in the order of a report. */
export const renderedRules: readonly RenderedRule[] = [imageRegistries, environmentTags, trustBundles];
