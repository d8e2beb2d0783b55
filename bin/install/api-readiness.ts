import { get } from 'node:https';
import { clusterDomain, type Environment } from '../../model/environment';

/**
 * What the Kubernetes API answers when it is asked, without credentials, whether it is ready: `ready`, or why not. Its
 * certificate is that of a new authority that this computer does not know; nothing is sent that would need it.
 */
export function apiReadiness(environment: Environment): Promise<string> {
  const url = `https://api.${clusterDomain(environment)}:6443/readyz`;
  return new Promise((resolve) => {
    const request = get(url, { rejectUnauthorized: false, timeout: 5_000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? 'ready' : `answers ${response.statusCode ?? 'nothing'}`);
    });
    request.once('timeout', () => request.destroy(new Error('no answer within 5 seconds')));
    request.once('error', (error: NodeJS.ErrnoException) =>
      resolve(`not reached from here (${error.code ?? error.message})`),
    );
  });
}
