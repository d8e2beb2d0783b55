import { imageRegistries } from './image-registries';
import type { RenderedRule } from './rendered-rule';
import { variableReferences } from './variable-references';

/** Every rule that holds for what is rendered, in the order of a report. */
export const renderedRules: readonly RenderedRule[] = [imageRegistries, variableReferences];
