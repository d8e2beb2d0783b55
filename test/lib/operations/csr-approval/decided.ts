import { decideRequests, type ClusterState } from '../../../../lib/operations/csr-approval/decide-requests';
import type { ClusterNode, PoolMachine, SigningRequest } from '../../../../lib/operations/csr-approval/subjects';
import { machine, now, otherMachine, pem, type Wanted } from './kubelet';

/** A request, and what the cluster and EC2 say meanwhile, where it differs from what a kubelet does. */
export interface Case {
  readonly wanted?: Wanted;
  readonly request?: Partial<SigningRequest>;
  readonly nodes?: readonly ClusterNode[];
  readonly machines?: readonly PoolMachine[];
  readonly others?: readonly SigningRequest[];
}

/** What becomes of `honest` when it is changed: in words. */
export async function decided(
  honest: SigningRequest,
  change: Case,
  state: Pick<ClusterState, 'nodes'>,
): Promise<string> {
  const { wanted, request, nodes = state.nodes, machines = [machine, otherMachine], others = [] } = change;
  const own = { ...honest, ...(wanted !== undefined && { request: await pem(wanted) }), ...request };
  const decisions = decideRequests({ requests: [...others, own], nodes, machines, now });
  const decision = decisions.find((each) => each.request === own);
  if (decision === undefined) return 'not looked at';
  return decision.approve ? `approved for ${decision.machine.instanceId}` : decision.because;
}
