import type { RenderedResource } from '../../rendered';
import { renderedTenancy, type RenderedTenancy } from '../../verify/tenancy';
import { objectsOfKinds } from '../objects-of-kinds';
import type { RenderedSnapshot } from '../rendered-snapshot';

/** Owners of what is rendered in one version. */
export const snapshotTenancy = (snapshot: RenderedSnapshot, resources: readonly RenderedResource[]): RenderedTenancy =>
  renderedTenancy({
    files: [],
    objects: objectsOfKinds(snapshot, new Set(['/Namespace'])),
    resources,
    stacks: [],
    waiting: [],
    unpinned: [],
  });
