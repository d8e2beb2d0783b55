import type { RenderedResource } from '../../rendered';
import { resourceSubject } from '../subjects';

/** Names a resource as the subject of a finding does. */
export const resourceWords = ({ stack, logicalId, resource }: RenderedResource): string =>
  resourceSubject({ type: resource.Type, stack, logicalId, before: undefined, after: resource });
