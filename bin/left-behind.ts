import { qualifiedKind, qualifiedName, type RenderedObject } from '../lib/rendered';
import { holdsData } from '../lib/verify/kept-objects';
import { changedManifests } from './changed-manifests';

/**
 * Objects with data that are in the manifests in `before` and no longer in those in `after`. Argo CD does not delete
 * them, so if a service was only renamed, the new one starts empty and the data of the old one stays in the cluster.
 */
export function leftBehind(before: string, after: string): readonly RenderedObject[] {
  const gone = changedManifests(before, after).filter(holdsData);
  if (gone.length === 0) return [];
  const there = new Set(changedManifests(after, before).filter(holdsData).map(identity));
  return gone.filter((object) => !there.has(identity(object)));
}

const identity = (object: RenderedObject): string => `${qualifiedKind(object)} ${qualifiedName(object)}`;
