import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { configurationFrom, type StoreLocation } from './configuration';
import { DirectoryStore } from './directory-store';
import { GitLabTokens } from './gitlab-tokens';
import { log } from './log';
import { Metrics } from './metrics';
import { ReleaseService } from './release-service';
import type { ReleaseStore } from './release-store';
import { S3Store } from './s3-store';

const storeAt = (location: StoreLocation): ReleaseStore =>
  location.kind === 's3' ? new S3Store(location) : new DirectoryStore(location.directory);

/** Answers are given by `service`; what it cannot even answer must not end the process. */
function start(): void {
  const configuration = configurationFrom(process.env);
  const { issuer, audience, keysPauseSeconds } = configuration;
  const metrics = new Metrics();
  const tokens = new GitLabTokens({
    issuer,
    audience,
    keysPauseSeconds,
    onKeysUnavailable: ({ message }) => {
      metrics.countKeyFailure();
      log({ event: 'keys-unavailable', reason: message });
    },
  });
  const service = new ReleaseService({ configuration, tokens, store: storeAt(configuration.store), metrics });
  const answer = (request: IncomingMessage, response: ServerResponse, proceed: () => void) => {
    service.answer(request, response, proceed).catch((error: unknown) => {
      log({ event: 'failed', reason: String(error) });
      response.destroy();
    });
  };

  const server = createServer({ headersTimeout: 10_000, requestTimeout: 0, maxHeaderSize: 16_384 });
  server.on('request', (request: IncomingMessage, response: ServerResponse) =>
    answer(request, response, () => undefined),
  );
  // Whoever asks first is told before sending gigabytes.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) =>
    answer(request, response, () => response.writeContinue()),
  );
  server.listen(configuration.port, () => {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : configuration.port;
    log({ event: 'started', reason: `port ${port}` });
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
