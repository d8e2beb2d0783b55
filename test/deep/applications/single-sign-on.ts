import { request } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Authority } from '../../cluster/support/certificates';
import { forwarded } from '../keycloak/browser';
import type { KeycloakServer } from '../keycloak/server';

/** A router in front of Keycloak: what it gets by HTTPS at a socket, Keycloak gets with the headers of a router. */
export async function routerFor(
  { listens, knownAs }: Pick<KeycloakServer, 'listens' | 'knownAs'>,
  authority: Authority,
  socket: string,
): Promise<Server> {
  const { certificate: cert, key } = await authority.issue([new URL(knownAs).host]);
  const router = createServer({ cert, key }, (asked, answer) => {
    const headers = { ...asked.headers, ...forwarded(knownAs) };
    const further = request(`${listens}${asked.url ?? '/'}`, { method: asked.method, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    further.once('error', () => answer.writeHead(502).end());
    asked.pipe(further);
  });
  await new Promise<void>((done, failed) => router.once('error', failed).listen(socket, done));
  return router;
}
