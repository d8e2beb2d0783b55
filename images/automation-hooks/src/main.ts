import { startServer } from '../../http-server/src/start-server';
import { configurationFrom } from './configuration';
import { KubernetesApi } from './kubernetes-api';
import { log } from './log';
import { Metrics } from './metrics';
import { Receiver } from './receiver';

/**
 * Milliseconds for each call of the Kubernetes API: with three attempts of two calls each, GitLab gets an answer within
 * the ten seconds that it waits.
 */
const patience = 1200;

function start(): void {
  const configuration = configurationFrom(process.env);
  const { api: address, serviceAccount, hooks, port, limits } = configuration;
  const api = new KubernetesApi({ address, serviceAccount, patience });
  const receiver = new Receiver({ configuration, api, metrics: new Metrics(hooks.map(({ name }) => name)) });

  const stop = startServer({
    port,
    limits,
    answer: (request, response, proceed) => receiver.answer(request, response, proceed),
    onFault: (error) => log({ event: 'failed', reason: String(error) }),
    onListening: (bound) => log({ event: 'listening', reason: `port ${bound}` }),
  });
  process.once('SIGTERM', () => {
    log({ event: 'stopping' });
    stop();
  });
}

try {
  start();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
