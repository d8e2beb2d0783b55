import type { ApprovedPool } from './approval-settings';
import type { ClusterNode, ClusterNodeTaint, PoolMachine } from './subjects';

/** Labels and taints that a node does not have yet. */
export interface NodeChange {
  readonly node: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly ClusterNodeTaint[];
}

/**
 * Labels and taints of their pool that nodes do not have yet: a kubelet may not set most labels itself, and without a Machine
 * object nothing copies them. Other labels and taints of a node are not changed.
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
