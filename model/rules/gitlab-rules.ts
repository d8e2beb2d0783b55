import { gitlabReleases } from '../data/gitlab-releases';
import { instanceCapacity } from '../data/instance-capacity';
import { isWithin } from '../domain-names';
import { clusterDomain, type NodePool } from '../environment';
import { gitlabHosts } from '../gitlab-names';
import { didYouMean } from '../did-you-mean';
import { poolSize } from '../pool-size';
import { acceptsAnyPod } from '../accepts-any-pod';
import type { PathStep } from '../problem';
import type { Eviction } from '../schema/caches';
import type { GitLabDeclaration } from '../schema/gitlab';
import type { Tenant } from '../tenant';
import { findingIf, repeatFindings, type Finding } from '../finding';
import { emptyPool } from './empty-pool';
import type { EnvironmentFile } from './findings';
import { gitlabMailFindings } from './mail-sender-rules';
import { missingPool } from './missing-pool';
import { unregisteredPool } from './unregistered-pool';

/** What must hold for the GitLab of an environment. */
export function gitlabFindings(environment: EnvironmentFile, tenants: readonly Tenant[]): readonly Finding[] {
  const { gitlab, cluster } = environment;
  if (gitlab === undefined) return [];
  const supply = gitlabReleases[cluster.release];
  return [
    ...('none' in supply
      ? [{ path: ['gitlab'], reason: `OpenShift ${cluster.release} has no GitLab`, remedy: supply.none }]
      : []),
    ...hostFindings(gitlab, environment),
    ...poolFindings(gitlab, cluster.pools),
    ...gitlabMailFindings(environment),
    ...cacheFindings(gitlab, environment, tenants),
    ...runnerFindings(gitlab, cluster.pools),
  ];
}

/** GitLab's host names are all different, below a registered domain, and not in a zone that is delegated to Route 53. */
function hostFindings(
  { host: gitlabHost, ssh, pages }: GitLabDeclaration,
  environment: EnvironmentFile,
): readonly Finding[] {
  const { domains, cluster } = environment;
  const hosts = [...gitlabHosts(environment), { host: ssh.host, path: ['gitlab', 'ssh', 'host'] }];
  const sites = pages && { host: pages.domain, path: ['gitlab', 'pages', 'domain'] };
  return [
    ...repeatFindings(
      hosts.map(({ host }) => host),
      (index) => hosts[index]?.path ?? [],
      (first) => `is ${hosts[first]?.path.join('.') ?? ''} already`,
      'give each a name of its own',
    ),
    ...[...hosts, ...(sites === undefined ? [] : [sites])].flatMap(({ host, path }) =>
      findingIf(
        !domains.some((domain) => isWithin(host, domain) && host !== domain) || isWithin(host, cluster.baseDomain),
        path,
        `${host} is not below a registered domain, or is below the zone of the cluster`,
        `choose a name below one of: ${domains.join(', ')}, and not below ${cluster.baseDomain}`,
      ),
    ),
    ...(sites === undefined
      ? []
      : [
          ...findingIf(
            isWithin(sites.host, gitlabHost),
            sites.path,
            `${sites.host} lies within ${gitlabHost}: a site could set cookies for GitLab`,
            'choose a domain outside it, preferably below another registered domain',
          ),
          ...[...hosts.map(({ host }) => host), clusterDomain(environment)].flatMap((host) =>
            findingIf(
              isWithin(host, sites.host),
              sites.path,
              `${host} lies within ${sites.host}, where anybody who publishes a site chooses names`,
              'choose a domain without other hosts',
            ),
          ),
        ]),
  ];
}

function poolFindings({ ssh, repositories, size }: GitLabDeclaration, pools: readonly NodePool[]): readonly Finding[] {
  const path = ['gitlab', 'repositories', 'pool'];
  const disks = pools.find(({ name }) => name === repositories.pool);
  return [
    ...missingPool(ssh.pool, pools, ['gitlab', 'ssh', 'pool']),
    ...missingPool(repositories.pool, pools, path),
    ...unregisteredPool(ssh.pool, pools, ['gitlab', 'ssh', 'pool']),
    ...emptyPool(ssh.pool, pools, ['gitlab', 'ssh', 'pool']),
    ...(disks === undefined
      ? []
      : [
          ...findingIf(
            poolSize(disks, 'minimum') < repositories.shards,
            ['gitlab', 'repositories', 'shards'],
            `${repositories.shards} shards need a machine each, but ${disks.name} may have ${poolSize(disks, 'minimum')}`,
            'make the pool larger, or write fewer: no shard may be taken away later',
          ),
          ...findingIf(
            disks.capacity !== 'on-demand',
            path,
            `AWS may terminate machines of ${disks.name}, and each has a part of all repositories`,
            'name a pool of on-demand machines',
          ),
          ...findingIf(
            acceptsAnyPod(disks),
            path,
            `${disks.name} accepts any pod, and a shard needs a whole machine`,
            'give the pool a taint, so that only Gitaly uses it',
          ),
          ...disks.instanceTypes.flatMap((type) => machineFindings(type, size, path)),
        ]),
  ];
}

/** CPUs and GiB of the machine of a shard; the pod takes what the node leaves, see `cdk8s/services/gitlab/gitlab-size.ts`. */
const shardMachines = {
  S: { vCpus: 8, memoryGiB: 32 },
  M: { vCpus: 16, memoryGiB: 64 },
  L: { vCpus: 32, memoryGiB: 128 },
  XL: { vCpus: 64, memoryGiB: 256 },
} as const;

function machineFindings(type: string, size: GitLabDeclaration['size'], path: readonly PathStep[]): readonly Finding[] {
  const capacity = instanceCapacity(type);
  const { vCpus, memoryGiB } = shardMachines[size];
  return findingIf(
    capacity !== undefined && (capacity.vCpus < vCpus || capacity.memoryMiB < memoryGiB * 1024),
    path,
    `has machines of type ${type}, too small for a shard of size ${size}`,
    `use a type with ${vCpus} CPUs and ${memoryGiB} GiB or more, or a smaller size`,
  );
}

/** Source: GitLab, "Reference architectures", the two instances of Redis and their `maxmemory_policy`. */
const evictions: Readonly<Record<keyof GitLabDeclaration['redis'], Eviction>> = {
  persistent: 'none',
  cache: 'least-recently-used',
};

/** No service shares GitLab's caches: a client with the password could read everything in them, including sessions. */
function cacheFindings(
  { redis }: GitLabDeclaration,
  { caches }: EnvironmentFile,
  tenants: readonly Tenant[],
): readonly Finding[] {
  const names = caches.map(({ name }) => name);
  const shared = new Map(
    tenants.flatMap((tenant) =>
      tenant.services.flatMap(({ needs: { sharedCache } }) => {
        return sharedCache === undefined ? [] : [[sharedCache.name, tenant.name] as const];
      }),
    ),
  );
  return (['persistent', 'cache'] as const).flatMap((use) => {
    const cache = redis[use];
    if (cache === undefined) return [];
    const path = ['gitlab', 'redis', use];
    const other = shared.get(cache);
    return [
      ...findingIf(
        !names.includes(cache),
        path,
        `${cache} is not in caches of the environment`,
        didYouMean(cache, names, `name one of: ${names.join(', ') || 'none yet, so declare one'}`),
      ),
      ...findingIf(
        other !== undefined,
        path,
        `${cache} is used by tenant ${other ?? ''} too, which could read its sessions`,
        'declare a cache for GitLab alone',
      ),
      ...findingIf(
        use === 'cache' && cache === redis.persistent,
        path,
        `is ${cache}, which already has the data that must not be evicted`,
        'name another cache, or leave it out',
      ),
      ...findingIf(
        use === 'persistent' && caches.some(({ name, snapshots }) => name === cache && 'none' in snapshots),
        path,
        `${cache} has no snapshots, and queues of jobs are in it`,
        'give the cache snapshots',
      ),
      ...findingIf(
        caches.some(({ name, eviction }) => name === cache && eviction !== evictions[use]),
        path,
        use === 'persistent'
          ? `${cache} evicts the least recently used entries, and sessions and queues of jobs are in it`
          : `${cache} evicts nothing, so that it fills up and GitLab cannot write any more`,
        `write eviction: ${evictions[use]} there, or name another cache`,
      ),
    ];
  });
}

/** Runners for releases have machines of their own, and all runners only tolerate taints that have a value. */
function runnerFindings({ runners }: GitLabDeclaration, pools: readonly NodePool[]): readonly Finding[] {
  return [
    ...repeatFindings(
      runners.map(({ name }) => name),
      (index) => ['gitlab', 'runners', index, 'name'],
      (first) => `repeats the name of runners[${first}]`,
      'give each runner a name of its own',
    ),
    ...runners.flatMap(({ pool, purpose }, index) => {
      const path = ['gitlab', 'runners', index, 'pool'];
      const declared = pools.find(({ name }) => name === pool);
      const valueless = declared?.taints.find(({ value }) => value === undefined);
      const isOpen = declared !== undefined && acceptsAnyPod(declared);
      const other = runners.findIndex((each, at) => at !== index && each.pool === pool);
      return [
        ...missingPool(pool, pools, path),
        ...findingIf(
          valueless !== undefined,
          path,
          `${pool} has the taint ${valueless?.key ?? ''} without a value, which a runner cannot tolerate`,
          'give the taint a value',
        ),
        ...findingIf(
          purpose !== 'everybody' && other !== -1,
          path,
          `${pool} is the pool of runners[${other}] too: any job could run beside a release`,
          'give the runner for releases a pool of its own',
        ),
        ...findingIf(
          purpose !== 'everybody' && isOpen,
          path,
          `${pool} accepts any pod, and a release must not be built beside other pods`,
          'give the pool a taint with a value',
        ),
      ];
    }),
  ];
}
