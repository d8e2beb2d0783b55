import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { AwsCallError } from '../../lib/operations/aws-call-error';

/** Seconds after which a question to the cluster has failed. */
const patience = 30;

/**
 * What `oc` prints, of the cluster that it is logged in to.
 *
 * @throws CallFailed when it does not succeed.
 */
export async function oc(...args: readonly string[]): Promise<string> {
  const call = ['oc', ...args.filter((arg) => !arg.startsWith('--'))].join(' ');
  try {
    const { stdout } = await promisify(execFile)('oc', [...args, `--request-timeout=${patience}s`], {
      timeout: 2 * patience * 1000,
      maxBuffer: 256 * 1024 * 1024,
      env: process.env,
    });
    return stdout;
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    // The lines before the last are the log of its attempts.
    const reason = stderr.split('\n').at(-1) ?? '';
    const said = reason === '' && error instanceof Error ? error.message : reason;
    throw new AwsCallError(call, `failed: ${said}`, 'log in with oc login, or name the kubeconfig in KUBECONFIG');
  }
}
