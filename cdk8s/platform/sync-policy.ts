/**
 * The field `retry` of an Application: a failed sync is tried again without a limit. A sync may wait for a person to approve
 * an operator, and Argo CD never syncs a commit again after its last try. With `refresh` the next try is for the newest
 * commit, so a new commit repairs a wrong one; the field exists since Argo CD 3.2 (argoproj/argo-cd#23038).
 */
export const retryForever = {
  limit: -1,
  refresh: true,
  backoff: { duration: '15s', factor: 2, maxDuration: '3m' },
} as const;

/** Ignored difference of Applications: an Argo CD before 3.2 removes the unknown field `refresh` whenever it syncs itself. */
export const unknownToOlderArgo = {
  group: 'argoproj.io',
  kind: 'Application',
  jsonPointers: ['/spec/syncPolicy/retry/refresh'],
} as const;
