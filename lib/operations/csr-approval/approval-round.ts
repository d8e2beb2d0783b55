import { decideRequests, type RequestDecision } from './decide-requests';
import { nodeChanges, type NodeChange } from './node-changes';
import type { ApprovalSettings } from './approval-settings';
import type { ClusterNode, PoolMachine, SigningRequest } from './subjects';

/** What the CSR approver reads and changes in the cluster. */
export interface ApprovalCluster {
  requests(): Promise<readonly SigningRequest[]>;
  nodes(): Promise<readonly ClusterNode[]>;
  approve(request: SigningRequest): Promise<void>;
  change(change: NodeChange): Promise<void>;
}

/** What the CSR approver reads from EC2. */
export interface ApprovalMachines {
  /** Running machines of these pools that belong to the cluster. */
  ofPools(infraId: string, pools: readonly string[]): Promise<readonly PoolMachine[]>;
}

/** The result of one round of the CSR approver. */
export interface ApprovalOutcome {
  readonly decisions: readonly RequestDecision[];
  readonly changes: readonly NodeChange[];
  /** Machines of the pools that are not ready nodes yet. */
  readonly waiting: readonly PoolMachine[];
  /** Number of all machines of the pools. */
  readonly machines: number;
}

/**
 * One round of the CSR approver: approves CSRs that certainly belong to a machine, and gives nodes the labels and taints of their
 * pool. It reads the CSRs before the machines and nodes, so that no CSR is compared with data older than itself.
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
