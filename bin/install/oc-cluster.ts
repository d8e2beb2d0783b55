import type { ApprovalCluster } from '../../lib/operations/csr-approval/approval-round';
import { parseNodes, parseSigningRequests } from '../../lib/operations/csr-approval/cluster-objects';
import type { NodeChange } from '../../lib/operations/csr-approval/node-changes';
import type { ClusterNode, SigningRequest } from '../../lib/operations/csr-approval/subjects';
import { oc } from './oc';

/** The cluster that `oc` is logged in to. */
export class OcCluster implements ApprovalCluster {
  async requests(): Promise<readonly SigningRequest[]> {
    return parseSigningRequests(await oc('get', 'certificatesigningrequests', '--output=json'));
  }

  async nodes(): Promise<readonly ClusterNode[]> {
    return parseNodes(await oc('get', 'nodes', '--output=json'));
  }

  async approve({ name }: SigningRequest): Promise<void> {
    await oc('adm', 'certificate', 'approve', name);
  }

  async change({ node, labels, taints }: NodeChange): Promise<void> {
    const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
    if (pairs.length > 0) await oc('label', 'node', node, '--overwrite', ...pairs);
    const words = taints.map(({ key, value, effect }) => `${value === undefined ? key : `${key}=${value}`}:${effect}`);
    if (words.length > 0) await oc('taint', 'node', node, '--overwrite', ...words);
  }
}
