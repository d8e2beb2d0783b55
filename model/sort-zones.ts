import type { EnvironmentFile } from './rules/findings';

/**
 * Returns an environment whose zones, and those of its pools, hosts and directory, are in order. The order in its file means nothing: the first zones get the
 * machines that a pool has beyond an even spread, and another order must not move them.
 */
export const sortZones = (environment: EnvironmentFile): EnvironmentFile => ({
  ...environment,
  zones: environment.zones.toSorted(),
  cluster: {
    ...environment.cluster,
    pools: environment.cluster.pools.map((pool) =>
      pool.zones === undefined ? pool : { ...pool, zones: pool.zones.toSorted() },
    ),
  },
  directory: environment.directory && {
    ...environment.directory,
    zones: environment.directory.zones.toSorted(),
  },
  hosts: {
    ...environment.hosts,
    machines: environment.hosts.machines.map((host) => ({ ...host, zones: host.zones.toSorted() })),
  },
});
