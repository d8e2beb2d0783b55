import { createServer } from 'node:http';
import { configurationFrom } from './configuration';
import { KubernetesApi } from './kubernetes-api';
import { log } from './log';
import { Metrics } from './metrics';
import { Receiver } from './receiver';

/** Milliseconds for each call: with three tries of two calls, GitLab gets its answer within its ten seconds. */
const patience = 1200;

function start(): void {
  const configuration = configurationFrom(process.env);
  const { api: address, serviceAccount, hooks, port } = configuration;
  const api = new KubernetesApi({ address, serviceAccount, patience });
  const receiver = new Receiver({ configuration, api, metrics: new Metrics(hooks.map(({ name }) => name)) });

  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, maxHeaderSize: 16_384 });
  server.on('request', (request, response) => {
    receiver.answer(request, response).catch((error: unknown) => {
      log({ event: 'failed', reason: String(error) });
      response.destroy();
    });
  });
  server.listen(port, () => {
    const bound = server.address();
    log({ event: 'listening', reason: `port ${typeof bound === 'object' && bound !== null ? bound.port : port}` });
  });
  process.once('SIGTERM', () => {
    log({ event: 'stopping' });
    server.close();
    server.closeIdleConnections();
  });
}

try {
  start();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
