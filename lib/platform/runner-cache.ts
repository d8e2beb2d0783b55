import type { Environment } from '../../model/environment';
import type { DeclaredBucket } from './declared-bucket';

/** The bucket of the runners' caches: whatever is in it can be made again. */
export const runnerCacheBucket: DeclaredBucket = {
  name: 'runner-cache',
  purpose: 'Caches of CI jobs',
  key: 'data',
  versions: { none: 'A cache is made again by the next job', expireDays: 14 },
};

/** It, where a runner uses it, in the cluster or beside it. */
export const runnerCacheBuckets = ({
  gitlab,
  hosts,
}: Pick<Environment, 'gitlab' | 'hosts'>): readonly DeclaredBucket[] =>
  [...(gitlab?.runners ?? []), ...hosts.runners].some(({ purpose }) => purpose === 'everybody')
    ? [runnerCacheBucket]
    : [];
