import type { ApprovedPool } from './approval-settings';
import type { ClusterNode, ClusterNodeTaint, PoolMachine } from './subjects';

/** Labels and taints that a node still lacks. */
export interface NodeChange {
  readonly node: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly ClusterNodeTaint[];
}

/**
 * What the nodes of the pools lack of what their pool says: a kubelet may not give itself most labels, and no Machine
 * hands them over here. What a node has besides is left alone.
 */
export function nodeChanges(
  pools: readonly ApprovedPool[],
  machines: readonly PoolMachine[],
  nodes: readonly ClusterNode[],
): readonly NodeChange[] {
  return machines.flatMap(({ instanceId, pool: poolName }) => {
    const pool = pools.find(({ name }) => name === poolName);
    const node = nodes.find((candidate) => candidate.instanceId === instanceId);
    if (pool === undefined || node === undefined) return [];
    const labels = Object.entries(pool.labels).filter(([key, value]) => node.labels[key] !== value);
    const taints = pool.taints.filter((taint) => !node.taints.some((has) => sameTaint(has, taint)));
    return labels.length + taints.length === 0 ? [] : [{ node: node.name, labels: Object.fromEntries(labels), taints }];
  });
}

const sameTaint = (a: ClusterNodeTaint, b: ClusterNodeTaint): boolean =>
  a.key === b.key && a.effect === b.effect && (a.value ?? '') === (b.value ?? '');
