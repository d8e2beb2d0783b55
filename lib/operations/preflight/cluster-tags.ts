import type { Tags } from './cloud';

/**
 * Prefix of the tags by which clusters mark resources, followed by the id of the cluster. The value is `shared`, or
 * `owned` for a resource that is deleted with the cluster.
 */
const prefix = 'kubernetes.io/cluster/';

/** Values of the cluster tags of a resource, by cluster id. */
export const clusterIdTags = (tags: Tags): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(tags)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );

/** Whether a resource is tagged for the cluster `infraId`; false while the cluster has no id. */
export const isOfCluster = (tags: Tags, infraId: string | undefined): boolean =>
  infraId !== undefined && clusterIdTags(tags).has(infraId);

/** Ids of other clusters than `infraId` that own the resource, so that it is deleted with them. */
export const otherClusters = (tags: Tags, infraId: string | undefined): readonly string[] =>
  [...clusterIdTags(tags)].flatMap(([id, value]) => (id !== infraId && value === 'owned' ? [id] : []));

/**
 * Whether a machine belongs to the cluster `infraId`. The bootstrap machine has no cluster tag, so it is known by its
 * name.
 */
export const isClusterMachine = (tags: Tags, infraId: string | undefined): boolean =>
  isOfCluster(tags, infraId) || (infraId !== undefined && tags.Name === `${infraId}-bootstrap`);
