import { get } from 'node:https';
import { clusterDomain, type Environment } from '../../model/environment';

/**
 * Asks the Kubernetes API without credentials whether it is ready; returns `ready`, or why not. The certificate of the API is
 * not verified, because this computer does not know its new authority; no secret is sent.
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
