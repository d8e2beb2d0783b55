import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../deep/keycloak/server';
import { programOf } from '../build/parts';
import type { ControlPlane } from '../support/control-plane';
import type { LedHost } from '../support/led-hosts';
import { answering } from './answering';

/**
 * Starts an authority by ACME that has its directory at `directory`, for whoever leads that host here. It is Pebble, which asks
 * `resolver` whether a challenge is met, and makes its own keys anew each time; its directory has a path of its own.
 */
export async function startAcme(plane: ControlPlane, directory: URL, resolver: string): Promise<LedHost> {
  const folder = join(plane.folder, 'pebble');
  mkdirSync(folder);
  const { certificate, key } = await plane.authority.issue([directory.hostname]);
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  const [port, management] = [await freePort(), await freePort()];
  const pebble = {
    listenAddress: `127.0.0.1:${port}`,
    managementListenAddress: `127.0.0.1:${management}`,
    certificate: file('tls.crt', certificate),
    privateKey: file('tls.key', key),
    // Nobody answers there: the only way is DNS.
    httpPort: 1,
    tlsPort: 1,
    externalAccountBindingRequired: false,
    retryAfter: { authz: 1, order: 1 },
    profiles: { default: { description: '90 days, as Let’s Encrypt', validityPeriod: 7_776_000 } },
  };
  plane.processes.start(
    'pebble',
    [
      programOf('pebble', 'pebble'),
      `-config=${file('pebble.json', JSON.stringify({ pebble }))}`,
      `-dnsserver=${resolver}`,
      '-strict',
    ],
    // It would wait up to five seconds before each look.
    { variables: { PEBBLE_VA_NOSLEEP: '1' } },
  );
  await answering(plane, 'pebble', port);
  return { name: directory.hostname, port, secure: true, paths: { [directory.pathname]: '/dir' } };
}
