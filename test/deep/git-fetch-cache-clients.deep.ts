import { setTimeout as pause } from 'node:timers/promises';
import { RawClient } from '../support/rude-clients/raw-client';
import { rudeClients } from '../support/rude-clients/rude-clients';
import { headOf, type Target } from '../support/rude-clients/target';
import { withstands } from '../support/rude-clients/withstands';
import { FetchCache, Valkey } from './git-fetch-cache/fetch-cache';
import { GitLab } from './git-fetch-cache/gitlab';
import { askFor, questionOf } from './git-fetch-cache/questions';
import { Repositories } from './git-fetch-cache/repositories';

const path = 'desktop/files';
let cache: FetchCache;
let target: Target;

/** How what was started ends, also if something after it did not start. */
const ends: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  const repositories = new Repositories();
  ends.unshift(() => repositories.remove());
  const gitlab = await GitLab.start(repositories.served);
  ends.unshift(() => gitlab.stop());
  const valkey = await Valkey.start();
  ends.unshift(() => valkey.stop());
  const { url, certificate: authorities, nameServer } = gitlab;
  cache = await FetchCache.start({ gitlab: url, authorities, nameServer, valkeyPort: valkey.port });
  ends.unshift(() => cache.stop());
  repositories.add(path);
  gitlab.public.add(path);
  const question = await questionOf(repositories, path);
  target = targetOf(question);
}, 300_000);

afterAll(async () => {
  for (const end of ends) await end();
});

const targetOf = (question: string): Target => ({
  port: cache.port,
  pids: () => cache.pids,
  plainPath: '/-/health',
  request: () => ({
    line: `POST /${path}.git/git-upload-pack`,
    headers: ['Git-Protocol: version=2', 'X-Forwarded-For: 198.51.100.66'],
    body: question,
  }),
  serve: async () => {
    const forwarded = { 'x-forwarded-for': '203.0.113.9' };
    const refs = await cache.send('GET', `/${path}.git/info/refs?service=git-upload-pack`, forwarded);
    const fetched = await askFor(cache, path, question, forwarded);
    if (refs.status !== 200 || fetched.status !== 200) throw new Error(`${refs.status} and ${fetched.status}`);
  },
  // A connection that is kept is closed after 30.
  restSeconds: 45,
  tolerated: {
    'sends its body in drops':
      'nginx ends a body that stands still, not a slow one; an address has an eighth of its connections at most',
    'sends chunks without end': 'they are handed on to GitLab as they come, and are ended after 16 MiB',
  },
});

test.each(rudeClients.map((client) => [client.name, client] as const))(
  'others are served while somebody %s',
  (_, client) => withstands(target, client),
  120_000,
);

test('one address has no more than its part of the connections', async () => {
  const clients: RawClient[] = [];
  for (let count = 0; count < 1060; count++) {
    const client = await RawClient.open(target.port);
    clients.push(await client.send(headOf(target.request(), 'Content-Length: 900')));
  }
  const last = clients.at(-1);
  for (let waited = 0; waited < 50 && last?.heard === ''; waited++) await pause(100);
  expect(last?.heard).toContain('503');
  await target.serve();
  for (const client of clients) client.reset();
}, 60_000);

test('a body whose length nobody knows does not fill the disk', async () => {
  const client = await RawClient.open(target.port);
  await client.send(headOf(target.request(), 'Transfer-Encoding: chunked'));
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
  for (let sent = 0; sent < 16; sent++) await client.send(chunk);
  await pause(300);
  expect(cache.buffered).toEqual([]);
  client.reset();
});
