/**
 * An attempt that fails is made again for as long as it takes: an operator may wait for a person, and Argo CD never tries a
 * commit again that it has given up. With `refresh` the next attempt is for the newest commit, so that a wrong one is mended by
 * the next; Argo CD knows the field since 3.2 (argoproj/argo-cd#23038).
 */
export const retryForever = {
  limit: -1,
  refresh: true,
  backoff: { duration: '15s', factor: 2, maxDuration: '3m' },
} as const;

/** What an Argo CD that does not know the field of above takes out of an application whenever it syncs by itself. */
export const unknownToOlderArgo = {
  group: 'argoproj.io',
  kind: 'Application',
  jsonPointers: ['/spec/syncPolicy/retry/refresh'],
} as const;
