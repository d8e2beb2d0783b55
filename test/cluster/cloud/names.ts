import { readdirSync } from 'node:fs';
import { freePort } from '../../deep/keycloak/server';
import { programOf } from '../build/parts';
import { answering } from '../operators/answering';
import type { ControlPlane } from '../support/control-plane';
import type { DeliveredHome } from '../support/delivered-home';
import type { Cloud } from './cloud';

/**
 * Starts what answers for names as a resolver of the Internet does once the rendered zone files are with their providers, and returns
 * its address.
 */
export async function startNames(plane: ControlPlane, home: DeliveredHome, cloud: Cloud): Promise<string> {
  const port = await freePort();
  const files = readdirSync(home.rendered('dns'))
    .filter((name) => name.endsWith('.zone'))
    .map((name) => home.rendered('dns', name));
  plane.processes.start('resolver', [
    programOf('pebble', 'resolver'),
    `-address=127.0.0.1:${port}`,
    // What somebody on the Internet asks, no role of the environment is asked for.
    `-route53=${cloud.emulated}`,
    `-zones=${cloud.zones.map(({ name, id }) => `${name}=${id}`).join()}`,
    ...files,
  ]);
  await answering(plane, 'resolver', port);
  return `127.0.0.1:${port}`;
}
