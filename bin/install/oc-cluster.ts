import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CallFailed } from '../../lib/operations/call-failed';
import type { Cluster } from '../../lib/operations/node-admission/admit';
import { nodesOf, signingRequestsOf } from '../../lib/operations/node-admission/cluster-objects';
import type { NodeChange } from '../../lib/operations/node-admission/node-changes';
import type { ClusterNode, SigningRequest } from '../../lib/operations/node-admission/subjects';

/** Seconds after which a question to the cluster has failed. */
const patience = 30;

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

/**
 * What the cluster answers.
 *
 * @throws CallFailed when it does not.
 */
export async function oc(...args: readonly string[]): Promise<string> {
  const call = ['oc', ...args.filter((arg) => !arg.startsWith('--'))].join(' ');
  try {
    const { stdout } = await promisify(execFile)('oc', [...args, `--request-timeout=${patience}s`], {
      ...{ timeout: 2 * patience * 1000, maxBuffer: 256 * 1024 * 1024, env: process.env },
    });
    return stdout;
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    // The lines before the last are the log of its attempts.
    const reason = stderr.split('\n').at(-1) ?? '';
    const said = reason === '' && error instanceof Error ? error.message : reason;
    throw new CallFailed(call, `failed: ${said}`, 'log in with oc login, or name the kubeconfig in KUBECONFIG');
  }
}
