import type { Environment } from '../../model/environment';
import type { DeclaredBucket } from './declared-bucket';

/** Bucket of the runners' caches; jobs can make everything in it again. */
export const runnerCacheBucket: DeclaredBucket = {
  name: 'runner-cache',
  purpose: 'Caches of CI jobs',
  key: 'data',
  versions: { none: 'A cache is made again by the next job', expireDays: 14 },
};

/** Returns that bucket if a runner uses it, in the cluster or on hosts, else an empty list. */
export const runnerCacheBuckets = ({
  gitlab,
  hosts,
}: Pick<Environment, 'gitlab' | 'hosts'>): readonly DeclaredBucket[] =>
  [...(gitlab?.runners ?? []), ...hosts.runners].some(({ purpose }) => purpose === 'everybody')
    ? [runnerCacheBucket]
    : [];
