import { decideRequests, type RequestDecision } from './decide-requests';
import { nodeChanges, type NodeChange } from './node-changes';
import type { ApprovalSettings } from './approval-settings';
import type { ClusterNode, PoolMachine, SigningRequest } from './subjects';

/** The cluster, as far as admission asks it. */
export interface ApprovalCluster {
  requests(): Promise<readonly SigningRequest[]>;
  nodes(): Promise<readonly ClusterNode[]>;
  approve(request: SigningRequest): Promise<void>;
  change(change: NodeChange): Promise<void>;
}

/** EC2, as far as admission asks it. */
export interface ApprovalMachines {
  /** Running machines of these pools that belong to the cluster. */
  ofPools(infraId: string, pools: readonly string[]): Promise<readonly PoolMachine[]>;
}

/** What one round of admission saw and did. */
export interface ApprovalOutcome {
  readonly decisions: readonly RequestDecision[];
  readonly changes: readonly NodeChange[];
  /** Machines of the pools that are not ready nodes yet. */
  readonly waiting: readonly PoolMachine[];
  /** Machines of the pools in all. */
  readonly machines: number;
}

/**
 * One round: approves what is sure, and gives nodes the labels and taints of their pool. What is decided on is asked for
 * before what it is compared with, so that nothing newer is judged by what is older.
 *
 * @param now milliseconds since the epoch
 */
export async function approvalRound(
  { infraId, pools }: ApprovalSettings,
  cluster: ApprovalCluster,
  ec2: ApprovalMachines,
  now: number,
): Promise<ApprovalOutcome> {
  const requests = await cluster.requests();
  const nodes = await cluster.nodes();
  const machines = await ec2.ofPools(
    infraId,
    pools.map(({ name }) => name),
  );
  const decisions = decideRequests({ requests, nodes, machines, now });
  for (const { approve, request } of decisions) if (approve) await cluster.approve(request);
  const changes = nodeChanges(pools, machines, nodes);
  for (const change of changes) await cluster.change(change);
  const ready = new Set(nodes.flatMap(({ ready: is, instanceId }) => (is ? [instanceId] : [])));
  return {
    decisions,
    changes,
    waiting: machines.filter(({ instanceId }) => !ready.has(instanceId)),
    machines: machines.length,
  };
}
