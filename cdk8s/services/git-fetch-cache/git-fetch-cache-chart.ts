import type { PlatformChart } from '../../base/manifests/platform-chart';
import type { ServiceContext } from '../service-context';
import { GitFetchCache } from './git-fetch-cache';
import type { GitFetchCacheService } from './git-fetch-cache-schema';

/** Puts a cache of fetches into its chart. */
export function fillGitFetchCacheChart(
  chart: PlatformChart,
  service: GitFetchCacheService,
  context: ServiceContext,
): void {
  const { tenant, hosts, remoteSecret } = context;
  const { name, image, updates, gitlab, sizeGiB, keepDays, replicas, cache } = service;
  new GitFetchCache(chart, name, {
    name,
    namespace: tenant,
    image,
    updates,
    hosts,
    gitlab,
    cache: context.cache(cache),
    sizeGiB,
    keepDays,
    replicas,
    remoteSecret,
  });
}
