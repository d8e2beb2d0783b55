import type { OwnSecrets } from '../../../model/service-needs';

/** What GitLab shows when it tells of a project that was closed, moved or removed. */
export const gitlabHookSecret = 'gitlab-hook-secret';

/** The secrets of a cache of fetches. */
export const gitFetchCacheSecrets = { typedIn: [], generated: [gitlabHookSecret] } as const satisfies OwnSecrets;
