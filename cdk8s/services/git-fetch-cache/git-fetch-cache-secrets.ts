import type { OwnSecrets } from '../../../model/service-needs';

/** Key of the token of GitLab's system hook, which reports projects that were made private, moved or removed. */
export const gitlabHookSecret = 'gitlab-hook-secret';

/** The secrets of a cache of fetches. */
export const gitFetchCacheSecrets = { typedIn: [], generated: [gitlabHookSecret] } as const satisfies OwnSecrets;
