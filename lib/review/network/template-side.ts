import type { RenderedResource } from '../../rendered';
import type { RenderedSnapshot } from '../rendered-snapshot';
import { referenceLookup, type ReferenceLookup } from './template-references';

/** The resources of one version, with what follows their references. */
export interface TemplateSide {
  readonly resources: readonly RenderedResource[];
  readonly find: ReferenceLookup;
}

export function toTemplateSide(snapshot: RenderedSnapshot): TemplateSide {
  const { resources } = snapshot;
  return { resources, find: referenceLookup(snapshot, resources) };
}
