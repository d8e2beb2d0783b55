import { spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { routeLimits } from '../../cdk8s/base/network/route-limits';
import { freePort } from './keycloak/server';
import { debianPackages } from './support/debian';

/**
 * A real HAProxy with what the routers' template writes into the backend of a Route for each annotation. Source:
 * openshift/router:images/router/haproxy/conf/haproxy-config.template.
 */

const prefix = 'haproxy.router.openshift.io/rate-limit-connections';
const lines: Readonly<Record<string, (value: string) => string>> = {
  [prefix]: () => `stick-table type ip size 100k expire 30s store conn_cur,conn_rate(3s),http_req_rate(10s)
  tcp-request content track-sc2 src`,
  [`${prefix}.concurrent-tcp`]: (value) => `tcp-request content reject if { src_conn_cur ge ${value} }`,
  [`${prefix}.rate-tcp`]: (value) => `tcp-request content reject if { src_conn_rate ge ${value} }`,
  [`${prefix}.rate-http`]: (value) => `tcp-request content reject if { src_http_req_rate ge ${value} }`,
};

const backends = {
  'at-once.example': routeLimits({ atOnce: 10 }),
  'three-seconds.example': routeLimits({ inThreeSeconds: 10 }),
  'ten-seconds.example': routeLimits({ inTenSeconds: 10 }),
  'unlimited.example': routeLimits(undefined),
};

const folder = mkdtempSync(join(tmpdir(), 'commons-route-limits-'));
const site = createServer((asked, answer) => {
  setTimeout(() => answer.end('here'), asked.url === '/slow' ? 1000 : 0);
});
let port = 0;
let stop: () => void = () => undefined;

beforeAll(async () => {
  port = await freePort();
  const own = await freePort();
  await new Promise<void>((listening) => site.listen(own, '127.0.0.1', listening));
  const names = Object.keys(backends);
  const written = Object.entries(backends).map(([host, annotations]) => {
    const limits = Object.entries(annotations).map(([name, value]) => {
      const line = lines[name];
      if (line === undefined) throw new Error(`the routers' template reads no ${name}`);
      return `  ${line(value)}`;
    });
    return [`backend ${host}`, ...limits, `  server pod 127.0.0.1:${own}`].join('\n');
  });
  const configuration = join(folder, 'haproxy.cfg');
  writeFileSync(
    configuration,
    `defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
frontend routers
  bind 127.0.0.1:${port}
${names.map((name) => `  use_backend ${name} if { hdr(host) ${name} }`).join('\n')}
${written.join('\n')}
`,
  );
  const [program, ...words] = debianPackages(['haproxy'], 'with-dependencies').command('usr/sbin/haproxy');
  const log = join(folder, 'log');
  const options: SpawnOptions = { stdio: ['ignore', openSync(log, 'w'), openSync(log, 'a')] };
  if (spawnSync(program, [...words, '-c', '-f', configuration], options).status !== 0)
    throw new Error(`HAProxy refuses its configuration: ${readFileSync(log, 'utf8')}`);
  const routers = spawn(program, [...words, '-db', '-f', configuration], options);
  stop = () => routers.kill();
  for (let waited = 0; waited < 100; waited++) {
    if ((await ask('unlimited.example')) === 200) return;
    await pause(50);
  }
  throw new Error(`HAProxy does not start: ${readFileSync(log, 'utf8')}`);
}, 300_000);

afterAll(() => {
  stop();
  site.close();
  rmSync(folder, { recursive: true });
});

/** Status of an answer, or `closed`. */
const ask = (host: string, path = '/', agent = new Agent({ keepAlive: false })): Promise<number | 'closed'> =>
  new Promise((answered) => {
    const asked = request({ port, host: '127.0.0.1', path, agent, headers: { host } }, (answer) => {
      answer.resume();
      answer.on('end', () => answered(answer.statusCode ?? 0));
    });
    asked.on('error', () => answered('closed'));
    asked.end();
  });

async function askInTurn(host: string, times: number, agent?: Agent) {
  const answers: (number | 'closed')[] = [];
  for (let time = 0; time < times; time++) answers.push(await ask(host, '/', agent));
  return answers;
}

const answered = (answers: readonly (number | 'closed')[]) => answers.filter((answer) => answer === 200).length;

test.each(['three-seconds.example', 'ten-seconds.example'])(
  '%s refuses more requests, of one connection too',
  async (host) => {
    const found = await askInTurn(host, 15, new Agent({ keepAlive: true, maxSockets: 1 }));
    expect(answered(found)).toBeGreaterThanOrEqual(9);
    expect(answered(found)).toBeLessThanOrEqual(10);
    expect(new Set(found.slice(10))).toEqual(new Set(['closed']));
  },
);

test('who waits may ask again', async () => {
  await pause(6500);
  expect(await ask('three-seconds.example')).toBe(200);
}, 20_000);

test('requests that are being answered count, and open connections that ask nothing do not', async () => {
  const together = await Promise.all(Array.from({ length: 20 }, () => ask('at-once.example', '/slow')));
  expect(answered(together)).toBe(9);
  const idle = Array.from({ length: 20 }, () => new Agent({ keepAlive: true }));
  const later: (number | 'closed')[] = [];
  for (const agent of idle) later.push(await ask('at-once.example', '/', agent));
  expect(answered(later)).toBe(20);
  for (const agent of idle) agent.destroy();
});

test('without limits nobody is refused', async () => {
  expect(answered(await askInTurn('unlimited.example', 50))).toBe(50);
});
