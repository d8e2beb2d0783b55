import { findingIf } from '../../../model/finding';
import { defineKind } from '../service-kind';
import { gitFetchCacheSchema } from './git-fetch-cache-schema';
import { gitFetchCacheSecrets } from './git-fetch-cache-secrets';

/** A cache in front of the Git fetches of a GitLab. */
export const gitFetchCacheKind = defineKind({
  schema: gitFetchCacheSchema,
  declare: ({ gitlab, cache }) => ({
    secrets: gitFetchCacheSecrets,
    // Its keys begin with GitLab's address, and no prefix can be set (images/git-fetch-cache).
    cache: { declared: cache, keys: 'unprefixed' },
    probes: { health: '/-/health', closed: [] },
    answersFetchesOf: gitlab,
    // It needs a host of its own: with GitLab's name it would call itself.
    findings: ({ hosts }) =>
      findingIf(
        hosts.includes(new URL(gitlab).hostname),
        ['gitlab'],
        `${gitlab} is a host that the cache itself serves, so that it would ask itself`,
        'name the host of GitLab, and serve another one',
      ),
  }),
  chart: async () => (await import('./git-fetch-cache-chart')).fillGitFetchCacheChart,
  dashboard: async () => (await import('./git-fetch-cache-dashboard')).gitFetchCacheDashboard,
  hints: { quota: 'medium' },
});
