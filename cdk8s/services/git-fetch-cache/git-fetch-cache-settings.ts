import type { CacheConnection } from '../../base/caches/cache-connection';
import type { SecretValue } from '../../base/secrets/external-secret';

export interface GitFetchCacheSettingsProps {
  readonly gitlab: string;
  /** GiB of the disk of a pod. */
  readonly sizeGiB: number;
  /** Days after which a cached answer is fetched again. */
  readonly keepDays: number;
  readonly namespace: string;
  readonly cache: CacheConnection;
  readonly hookSecret: SecretValue;
}

/** Ports of `images/git-fetch-cache`. */
export const gitFetchCachePorts = { http: 8080, metrics: 9145 } as const;

/** Where the disk of a pod is mounted. */
export const answersFolder = '/var/cache/git-fetch-cache';

/** Returns the environment variables of `images/git-fetch-cache`. */
export function gitFetchCacheVariables(
  props: GitFetchCacheSettingsProps,
): Readonly<Record<string, string | SecretValue>> {
  const { gitlab, sizeGiB, keepDays, namespace, cache, hookSecret } = props;
  const sizeMiB = sizeGiB * 1024;
  return {
    GITLAB_URL: gitlab,
    PORT: String(gitFetchCachePorts.http),
    METRICS_PORT: String(gitFetchCachePorts.metrics),
    CACHE_FOLDER: answersFolder,
    CACHE_SIZE_MIB: String(sizeMiB),
    // Largest answer that is cached: several at once must fit into the free space of the disk.
    LARGEST_MIB: String(Math.floor(sizeMiB / 10)),
    KEEP_DAYS: String(keepDays),
    // nginx resolves names itself, without the search domains of the pod.
    VALKEY_HOST: cache.host.includes('.') ? cache.host : `${cache.host}.${namespace}.svc.cluster.local`,
    VALKEY_PORT: String(cache.port),
    VALKEY_TLS: String(cache.tls),
    VALKEY_PASSWORD: cache.password,
    HOOK_SECRET: hookSecret,
  };
}
