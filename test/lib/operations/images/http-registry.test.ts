import { httpsSend } from '../../../../bin/registry/https-send';
import type { PinnedImage } from '../../../../model/images';
import { HttpRegistry } from '../../../../lib/operations/images/http-registry';
import type { RegistryCredentials, SendRequest } from '../../../../lib/operations/images/registry';
import { config, digestOf, index, manifest, send, withRegistry, type Handler } from './fake-registry';

const both = index('linux/amd64', 'linux/arm64', 'linux/s390x');
const known = { digest: digestOf(both.body), architectures: ['amd64', 'arm64'] } as const;

/** What is answered about one image, and what was asked for it. */
const ask = (handler: Handler, { credentials = {}, patience = 2_000, before }: Asking = {}) =>
  withRegistry(handler, async ({ port, questions }) => {
    const host = `registry.localhost:${port}`;
    const byHost: RegistryCredentials = Object.fromEntries(
      Object.entries(credentials).map(([name, value]) => [`${name}.localhost:${port}`, value]),
    );
    const registry = new HttpRegistry(httpsSend(patience), byHost);
    const answer = await registry.ask(`${host}/team/site:stable`, before);
    const asked = questions.map(({ asked: each, authorization }) => [
      each.replaceAll(`:${port}`, '').replaceAll('.localhost', ''),
      authorization ?? '',
    ]);
    return { answer, asked };
  });

interface Asking {
  readonly credentials?: RegistryCredentials;
  readonly patience?: number;
  readonly before?: PinnedImage;
}

const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Handler =>
  (_, response) =>
    response.writeHead(code, headers).end();

const manifestPath = '/v2/team/site/manifests/stable';

test('an index says its digest and what it was built for, leaving out what is attached', async () => {
  expect(await ask((_, response) => send(response, both))).toEqual({
    answer: known,
    asked: [[`GET registry${manifestPath}`, '']],
  });
});

test('an image without an index says in its configuration what it was built for', async () => {
  const kept = config('arm64');
  const { answer, asked } = await ask(({ url }, response) =>
    send(response, url === manifestPath ? manifest(kept) : kept),
  );
  expect(answer).toEqual({ digest: digestOf(manifest(kept).body), architectures: ['arm64'] });
  expect(asked.at(-1)).toEqual([`GET registry/v2/team/site/blobs/${digestOf(kept.body)}`, '']);
});

test('what has not moved is looked at and not fetched', async () => {
  expect(await ask((_, response) => send(response, both), { before: known })).toEqual({
    answer: known,
    asked: [[`HEAD registry${manifestPath}`, '']],
  });
  const moved = { ...known, digest: digestOf('before') };
  expect((await ask((_, response) => send(response, both), { before: moved })).answer).toEqual(known);
});

/** A registry that lets in who shows the token that `auth` makes. */
const guarded: Handler = ({ headers, url = '' }, response) => {
  const port = headers.host?.split(':')[1] ?? '';
  if (url.startsWith('/token')) {
    response.end(JSON.stringify({ token: 'made' }));
  } else if (headers.authorization === 'Bearer made') {
    send(response, both);
  } else {
    const challenge = `Bearer realm="http://auth.localhost:${port}/token",service="registry"`;
    response.writeHead(401, { 'www-authenticate': challenge }).end();
  }
};

test('a token is asked for where the registry says, for this repository and to read, and shown to the registry', async () => {
  const { answer, asked } = await ask(guarded);
  expect(answer).toEqual(known);
  expect(asked).toEqual([
    [`GET registry${manifestPath}`, ''],
    ['GET auth/token?service=registry&scope=repository%3Ateam%2Fsite%3Apull', ''],
    [`GET registry${manifestPath}`, 'Bearer made'],
  ]);
});

test('name and password go to whoever makes the tokens, and are those of the registry', async () => {
  const { asked } = await ask(guarded, { credentials: { registry: 'bmFtZTpzZWNyZXQ=', other: 'eDp5' } });
  expect(asked.map(([, authorization]) => authorization)).toEqual(['', 'Basic bmFtZTpzZWNyZXQ=', 'Bearer made']);
});

test('a redirection to a foreign host does not carry the token', async () => {
  const kept = config('amd64');
  const { answer, asked } = await ask((request, response) => {
    const { headers, url = '' } = request;
    const [name = '', port = ''] = headers.host?.split(':') ?? [];
    if (name === 'storage.localhost') send(response, kept);
    else if (url.startsWith('/v2/team/site/blobs/') && headers.authorization === 'Bearer made') {
      response.writeHead(307, { location: `http://storage.localhost:${port}/signed` }).end();
    } else if (url === manifestPath && headers.authorization === 'Bearer made') send(response, manifest(kept));
    else guarded(request, response);
  });
  expect(answer).toMatchObject({ architectures: ['amd64'] });
  expect(asked.at(-1)).toEqual(['GET storage/signed', '']);
});

test.each([
  ['401', status(401), 'requires a token, and does not say where to get one'],
  ['a password', status(401, { 'www-authenticate': 'Basic realm="here"' }), 'requires a password'],
  [
    'tokens made where others listen',
    status(401, { 'www-authenticate': 'Bearer realm="http://auth.example/token"' }),
    'gets its tokens from http://auth.example, which is not encrypted',
  ],
  ['404', status(404), 'has no image of this name (404)'],
  ['429', status(429, { 'retry-after': '60' }), 'refuses because of too many requests (429): wait 60 seconds'],
  ['500', status(500), 'answers 500'],
  [
    'a redirection to where others listen',
    status(302, { location: 'http://elsewhere.example/' }),
    'redirects to http://elsewhere.example, which is not encrypted',
  ],
  ['redirections without an end', status(302, { location: '/again' }), 'redirects more than 5 times'],
  [
    'another digest than that of what it sends',
    ((_, response) => send(response, both, digestOf('another'))) satisfies Handler,
    `names the digest ${digestOf('another')} in its header, but the manifest has ${known.digest}`,
  ],
  [
    'an image for none of our machines',
    ((_, response) => send(response, index('linux/s390x', 'windows/amd64'))) satisfies Handler,
    'has the image for linux/s390x, windows/amd64, but not for amd64 or arm64',
  ],
  [
    'something else than an image',
    ((_, response) => send(response, { type: 'text/html; charset=utf-8', body: '<p>hello' })) satisfies Handler,
    'did not send a manifest of an image, but text/html',
  ],
  [
    'another configuration than that of the image',
    (({ url }, response) =>
      send(response, url === manifestPath ? manifest(config('amd64')) : config('arm64'))) satisfies Handler,
    'sent a configuration with another digest than the manifest names',
  ],
  [
    'more than a manifest may have',
    ((_, response) => response.end('x'.repeat(5 * 1024 * 1024))) satisfies Handler,
    'sends more than 4194304 bytes',
  ],
])('%s is said in words', async (_, handler, failed) => {
  expect((await ask(handler)).answer).toEqual({ failed });
});

test('a registry that does not answer, or a byte at a time, is left after a while', async () => {
  const silent: Handler = () => undefined;
  expect((await ask(silent, { patience: 100 })).answer).toEqual({ failed: 'no answer within 0.1 seconds' });
  const slow: Handler = (_, response) => {
    const timer = setInterval(() => response.write(' '), 20);
    response.once('close', () => clearInterval(timer));
  };
  expect((await ask(slow, { patience: 100 })).answer).toEqual({ failed: 'no answer within 0.1 seconds' });
});

test('images of Docker’s registry are asked for where it answers', async () => {
  const asked: string[] = [];
  const nobody: SendRequest = ({ url }) => {
    asked.push(url);
    return Promise.resolve({ failed: 'nobody' });
  };
  const registry = new HttpRegistry(nobody);
  await registry.ask('docker.io/alpine:3.22');
  await registry.ask('docker.io/valkey/valkey:9.1.1-alpine');
  expect(asked).toEqual([
    'https://registry-1.docker.io/v2/library/alpine/manifests/3.22',
    'https://registry-1.docker.io/v2/valkey/valkey/manifests/9.1.1-alpine',
  ]);
});
