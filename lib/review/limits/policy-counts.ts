import { policySizes } from '../../iam/policy-sizes';
import type { RenderedResource } from '../../rendered';
import { resourceSubject } from '../subjects';
import type { LimitedCount } from './limited-count';

/** Counts what AWS limits of policies: their characters, and the policies of a role. */
export const policyCounts = (resources: readonly RenderedResource[]): readonly LimitedCount[] =>
  policySizes(resources).map(({ of: { stack, logicalId, resource }, count, limit, unit }) => {
    const place = `${stack} ${logicalId}`;
    const subject = resourceSubject({ type: resource.Type, stack, logicalId, before: undefined, after: resource });
    return { key: `${place} ${unit}`, subject, place, count, limit, unit };
  });
