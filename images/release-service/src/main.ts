import { startServer } from '../../http-server/src/start-server';
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
  const stop = startServer({
    port: configuration.port,
    limits: configuration.limits,
    answer: (request, response, proceed) => service.answer(request, response, proceed),
    onFault: (error) => log({ event: 'failed', reason: String(error) }),
    onListening: (port) => log({ event: 'started', reason: `port ${port}` }),
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
