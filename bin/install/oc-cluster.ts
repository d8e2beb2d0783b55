import type { Cluster } from '../../lib/operations/node-admission/admit';
import { nodesOf, signingRequestsOf } from '../../lib/operations/node-admission/cluster-objects';
import type { NodeChange } from '../../lib/operations/node-admission/node-changes';
import type { ClusterNode, SigningRequest } from '../../lib/operations/node-admission/subjects';
import { oc } from './oc';

/** The cluster that `oc` is logged in to. */
export class OcCluster implements Cluster {
  async requests(): Promise<readonly SigningRequest[]> {
    return signingRequestsOf(await oc('get', 'certificatesigningrequests', '--output=json'));
  }

  async nodes(): Promise<readonly ClusterNode[]> {
    return nodesOf(await oc('get', 'nodes', '--output=json'));
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
