import type { Tags } from './cloud';

/** How a cluster marks what it uses (`shared`) or would delete with itself (`owned`); the rest of the key is its id. */
const prefix = 'kubernetes.io/cluster/';

/** Cluster ids in the tags of a resource with what they say. */
export const clusterIdTags = (tags: Tags): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(tags)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );

/** Whether a resource is one of the cluster `infraId`; nothing is before the cluster has an id. */
export const isOfCluster = (tags: Tags, infraId: string | undefined): boolean =>
  infraId !== undefined && clusterIdTags(tags).has(infraId);

/** Clusters other than `infraId` that would delete the resource with themselves. */
export const otherClusters = (tags: Tags, infraId: string | undefined): readonly string[] =>
  [...clusterIdTags(tags)].flatMap(([id, value]) => (id !== infraId && value === 'owned' ? [id] : []));

/** Whether a machine is one of the cluster `infraId`; its bootstrap machine says so by its name alone. */
export const isClusterMachine = (tags: Tags, infraId: string | undefined): boolean =>
  isOfCluster(tags, infraId) || (infraId !== undefined && tags.Name === `${infraId}-bootstrap`);
