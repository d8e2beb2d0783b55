import { spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { answerFiles, fixedAnswersFolder, objectLines } from '../../cdk8s/services/web-gateway/fixed-answers';
import { fixedAnswersSchema } from '../../model/schema/fixed-answers';
import { freePort } from './keycloak/server';
import { debianPackages } from './support/debian';

/** A real nginx with the locations that are rendered for a gateway, in a server with the gateway's own paths beside them. */

const packages = ['nginx', 'libc6', 'libcrypt1', 'libpcre2-8-0', 'libssl3t64', 'zlib1g', 'libzstd1'];

const delegation = { 'm.homeserver': { base_url: 'https://matrix.commons.example' }, price: '5 $ and $host' };

const answers = fixedAnswersSchema.parse({
  '/.well-known/matrix/client': { json: delegation, allowOrigin: '*' },
  '/.well-known/security.txt': { text: 'Contact: mailto:sre@commons.example\n' },
  '/style': { text: 'a { color: red }', contentType: 'text/css; charset=utf-8' },
  '/rules': { redirect: 'https://www.commons.example/rules', status: 308 },
  '/blog': { redirect: '/news/', status: 301, below: true },
  '/v1.0': { redirect: 'https://docs.commons.example', below: true },
  '/start': { redirect: '/' },
});

const headers = { 'Content-Security-Policy': "default-src 'self'; img-src {https:}", 'X-Robots-Tag': 'noindex' };
const notFound = { text: '<!doctype html><title>Not here, $5</title>', contentType: 'text/html; charset=utf-8' };

/** Answers as S3 does behind the gateway: the paths are those of nginx-s3-gateway's own template. */
const bucket = createServer((asked, answer) => {
  answer.statusCode = { '/page': 200, '/secret': 403, '/broken': 500 }[asked.url ?? ''] ?? 404;
  answer.end('from the bucket');
});

const folder = mkdtempSync(join(tmpdir(), 'commons-gateway-answers-'));
let url = '';
let stop: () => void = () => undefined;

beforeAll(async () => {
  const port = await freePort();
  const ofBucket = await freePort();
  await new Promise<void>((listening) => bucket.listen(ofBucket, '127.0.0.1', listening));
  url = `http://127.0.0.1:${port}`;
  const { server, files } = answerFiles({ answers, headers, notFound });
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'answers'));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, 'answers', file), text);
  const configuration = join(folder, 'nginx.conf');
  writeFileSync(
    configuration,
    `daemon off;
pid ${folder}/pid;
error_log stderr;
${process.getuid?.() === 0 ? 'user root;' : ''}
events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  server {
    listen 127.0.0.1:${port};
    location /health { return 200; }
    location / {
      proxy_pass http://127.0.0.1:${ofBucket};
      proxy_intercept_errors on;
      error_page 403 500 503 =404 @error404;
      error_page 404 @trailslashControl;
      ${objectLines({ headers, notFound }).join(' ')}
    }
    location @trailslashControl { try_files /nowhere @error404; }
    location @error404 { return 404; }
    error_page 405 @error405;
    location @error405 { return 405; }
    ${server.replaceAll(fixedAnswersFolder, join(folder, 'answers'))}
  }
}
`,
  );
  const [program, ...words] = debianPackages(packages).command('usr/sbin/nginx');
  const log = join(folder, 'log');
  const options: SpawnOptions = { stdio: ['ignore', openSync(log, 'w'), openSync(log, 'a')] };
  const own = ['-e', 'stderr', '-c', configuration];
  if (spawnSync(program, [...words, '-t', ...own], options).status !== 0)
    throw new Error(`nginx refuses its configuration: ${readFileSync(log, 'utf8')}`);
  const nginx = spawn(program, [...words, ...own], options);
  stop = () => nginx.kill();
  for (let waited = 0; waited < 100; waited++) {
    const health = await fetch(`${url}/health`).catch(() => undefined);
    if (health?.ok === true) return;
    await pause(50);
  }
  throw new Error(`nginx does not start: ${readFileSync(log, 'utf8')}`);
}, 300_000);

afterAll(() => {
  stop();
  bucket.close();
  rmSync(folder, { recursive: true });
});

test('a map is JSON byte for byte, for scripts of every site', async () => {
  const answer = await fetch(`${url}/.well-known/matrix/client`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(await answer.json()).toEqual(delegation);
});

test('a text has the type that was said, and scripts of other sites may not read it', async () => {
  const answer = await fetch(`${url}/.well-known/security.txt`);
  expect(answer.headers.get('content-type')).toBe('text/plain');
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  expect(await answer.text()).toBe('Contact: mailto:sre@commons.example\n');
  const style = await fetch(`${url}/style`);
  expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8');
});

test('a redirect keeps its status and address', async () => {
  const answer = await fetch(`${url}/rules`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([308, 'https://www.commons.example/rules']);
});

test('an answer is at its path alone', async () => {
  for (const path of ['/.well-known/matrix/client/', '/.well-known/matrix/client/more', '/answers/answer-1'])
    expect((await fetch(`${url}${path}`)).status).toBe(404);
});

test('nobody writes to one, nor to the bucket', async () => {
  expect((await fetch(`${url}/style`, { method: 'POST', body: 'a' })).status).toBe(405);
});

const place = async (path: string) => {
  const answer = await fetch(`${url}${path}`, { redirect: 'manual' });
  return [answer.status, answer.headers.get('location')];
};

test('what moved to another folder is found there, with its query, without host or port of nginx', async () => {
  expect(await place('/blog')).toEqual([301, '/news/']);
  expect(await place('/blog/2026/party.html?page=2')).toEqual([301, '/news/2026/party.html?page=2']);
  expect(await place('/blog/')).toEqual([301, '/news/']);
  expect(await place('/start')).toEqual([302, '/']);
  expect(await place('/v1.0/guide')).toEqual([302, 'https://docs.commons.example/guide']);
  expect(await place('/v1x0/guide')).toEqual([404, null]);
  expect(await place('/blogs')).toEqual([404, null]);
});

/** Sends a path as it is; fetch would clean it. */
const rawAnswer = (path: string): Promise<{ readonly status: number; readonly text: string }> =>
  new Promise((answered, failed) => {
    const { port } = new URL(url);
    const asked = request({ host: '127.0.0.1', port, path }, (answer) => {
      answer.resume();
      answered({ status: answer.statusCode ?? 0, text: answer.rawHeaders.join('\n') });
    });
    asked.on('error', failed);
    asked.end();
  });

test.each([
  '/blog//evil.example',
  '/blog/%2F%2Fevil.example',
  '/blog/%5Cevil.example',
  '/blog/%0d%0aSet-Cookie:%20a=b',
  '/blog/x%0aSet-Cookie:%20a=b',
  '/blog/..%2f..%2f/evil.example',
  '/v1.0//evil.example/',
  '/v1.0/@evil.example',
  '/v1.0/.evil.example',
])('%s leads nowhere else, and writes no header', async (path) => {
  const { text } = await rawAnswer(path);
  expect(text).not.toMatch(/^Set-Cookie/m);
  const location = /^Location\n(.*)$/im.exec(text)?.[1];
  if (location === undefined) return;
  const target = new URL(location, 'https://www.commons.example');
  expect(['www.commons.example', 'docs.commons.example']).toContain(target.hostname);
});

test.each(['/missing', '/secret', '/broken', '/blogs', '/.page-for-what-is-not-there'])(
  '%s gets the page for what is not there',
  async (path) => {
    const answer = await fetch(`${url}${path}`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await answer.text()).toBe(notFound.text);
  },
);

test('headers are on pages, answers, redirects and on the page for what is not there', async () => {
  for (const path of ['/page', '/style', '/blog', '/missing']) {
    const answer = await fetch(`${url}${path}`, { redirect: 'manual' });
    for (const [name, value] of Object.entries(headers))
      expect([path, answer.headers.get(name)]).toEqual([path, value]);
  }
});
