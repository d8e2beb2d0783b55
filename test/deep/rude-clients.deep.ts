import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { rudeClients } from '../support/rude-clients/rude-clients';
import type { Target } from '../support/rude-clients/target';
import { withstands } from '../support/rude-clients/withstands';
import { servers } from './rude-clients/servers';

test('each image that is built here is tried, or says why not', () => {
  const built = readdirSync('images').filter((image) => existsSync(`images/${image}/Containerfile`));
  expect(Object.keys(servers).sort()).toEqual(built.sort());
  for (const trial of Object.values(servers)) {
    if ('suite' in trial)
      expect(readFileSync(trial.suite, 'utf8')).toMatch(/rudeClients\.map\([^]*withstands\(target, client\)/);
  }
});

/** A server that does nothing against rude clients, and has eight places for bodies. */
async function carelessServer() {
  const server = createServer({ headersTimeout: 0, requestTimeout: 0, keepAliveTimeout: 0 });
  let places = 8;
  server.on('request', (request, response) => {
    if (request.method === 'GET') return void response.end('ok\n');
    if (places === 0) return void response.writeHead(503).end();
    places -= 1;
    request.resume().once('end', () => {
      places += 1;
      response.end('ok\n');
    });
  });
  await new Promise<void>((resolved) => server.listen(0, '127.0.0.1', resolved));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const target: Target = {
    port,
    pids: () => [process.pid],
    plainPath: '/healthz',
    request: () => ({ line: 'POST /', headers: [], body: 'xxx' }),
    serve: async () => {
      const { status } = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'xxx' });
      if (status !== 200) throw new Error(String(status));
    },
    restSeconds: 1,
  };
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { target, stop };
}

test.each([
  ['says nothing', /connections are still held/],
  ['sends its headers in drops', /connections are still held/],
  ['asks once and keeps its connection', /connections are still held/],
  ['sends a body without end where none belongs', /connections are still held/],
  ['sends one byte of its body', /meanwhile an honest client was not served/],
  ['resets after its headers', /meanwhile an honest client was not served/],
])('a server that does nothing against it is found when somebody %s', async (name, reason) => {
  const client = rudeClients.find((each) => each.name === name);
  if (client === undefined) throw new Error(`no rude client ${name}`);
  const { target, stop } = await carelessServer();
  try {
    await expect(withstands(target, client)).rejects.toThrow(reason);
  } finally {
    stop();
  }
});
