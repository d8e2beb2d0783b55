import { spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { answerFiles, fixedAnswersFolder } from '../../cdk8s/services/web-gateway/fixed-answers';
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
});

const folder = mkdtempSync(join(tmpdir(), 'commons-gateway-answers-'));
let url = '';
let stop: () => void = () => undefined;

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const { server, files } = answerFiles(answers);
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
    location / { return 404; }
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

test('nobody writes to one', async () => {
  expect((await fetch(`${url}/style`, { method: 'POST', body: 'a' })).status).toBe(405);
});
