import { execFileSync, spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../keycloak/server';
import { debianPackages } from '../support/debian';

/** nginx with OpenResty's Lua, its libraries, and Valkey. Debian splits up what OpenResty has in one image. */
const packages = [
  'nginx',
  'libnginx-mod-http-ndk',
  'libnginx-mod-http-lua',
  'luajit',
  'libluajit-5.1-2',
  'libluajit-5.1-common',
  'lua-resty-core',
  'lua-resty-lrucache',
  'lua-nginx-redis',
  'lua-nginx-string',
  'lua-cjson',
  'valkey-server',
  'valkey-tools',
  'libc6',
  'libcrypt1',
  'libpcre2-8-0',
  'libssl3t64',
  'zlib1g',
  'libzstd1',
  'libatomic1',
  'liblzf1',
  'libjemalloc2',
  'libsystemd0',
  'libcap2',
  'libgcc-s1',
  'libstdc++6',
];

const image = resolve(__dirname, '../../../images/git-fetch-cache');

export const hookSecret = 'the secret of the hook';
const password = 'the password of the cache';

/** Seconds for which visibility is believed in these tests. */
export const visibleSeconds = 3;

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface CacheProps {
  readonly gitlab: string;
  /** PEM. */
  readonly authorities: string;
  readonly nameServer: string;
  readonly valkeyPort: number;
  readonly largestMiB?: number;
}

/** The image's entry point, configuration and Lua, run by Debian's nginx. */
export class FetchCache {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    readonly port: number,
    private readonly metricsPort: number,
  ) {}

  /** @throws Error when it does not start. */
  static async start(props: CacheProps): Promise<FetchCache> {
    const folder = mkdtempSync(join(tmpdir(), 'commons-fetch-cache-'));
    const [port, metricsPort] = [await freePort(), await freePort()];
    const variables = variablesOf(folder, props, port, metricsPort);
    const entryPoint = join(image, 'entry-point.sh');
    const log = join(folder, 'log');
    // A file: nginx opens its outputs by their names, which works for no socket, and Node’s pipes are such.
    const options: SpawnOptions = { env: variables, stdio: ['ignore', openSync(log, 'w'), openSync(log, 'a')] };
    const checked = spawnSync(entryPoint, ['-t'], options);
    if (checked.status !== 0) throw new Error(`nginx refuses its configuration: ${readFileSync(log, 'utf8')}`);
    const process_ = spawn(entryPoint, [], options);
    const cache = new FetchCache(process_, folder, port, metricsPort);
    for (let waited = 0; waited < 100; waited++) {
      if (process_.exitCode !== null) break;
      const health = await fetch(`http://127.0.0.1:${metricsPort}/health`).catch(() => undefined);
      if (health?.ok === true) return cache;
      await pause(100);
    }
    process_.kill();
    throw new Error(`the cache does not start: ${cache.log}`);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Ids of nginx's master and of its workers. */
  get pids(): readonly number[] {
    const { pid = 0 } = this.process;
    const workers = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
    return [pid, ...workers.filter((worker) => worker !== '').map(Number)];
  }

  get log(): string {
    return readFileSync(join(this.folder, 'log'), 'utf8');
  }

  /** Contents of all files of its disk. */
  get kept(): readonly string[] {
    const entries = readdirSync(join(this.folder, 'answers'), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  }

  /** Files that it has made of bodies on their way in. */
  get buffered(): readonly string[] {
    return readdirSync(join(this.folder, 'run/temporary'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  }

  /** Its figures by series, without the prefix that all have. */
  async figures(): Promise<Readonly<Record<string, number>>> {
    const text = await (await fetch(`http://127.0.0.1:${this.metricsPort}/metrics`)).text();
    const lines = text.split('\n').filter((line) => line.startsWith('git_fetch_cache_'));
    return Object.fromEntries(
      lines.map((line) => [line.slice('git_fetch_cache_'.length, line.indexOf(' ')), Number(line.split(' ')[1])]),
    );
  }

  /** Sends a request with the path as it is written, which `fetch` would tidy. */
  send(method: string, path: string, headers: OutgoingHttpHeaders = {}, body: string | Buffer = ''): Promise<Answer> {
    return new Promise((done, failed) => {
      const request = httpRequest({ port: this.port, method, path, headers, agent: false }, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', failed);
        response.on('end', () =>
          done({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(pieces).toString('latin1'),
          }),
        );
      });
      request.on('error', failed);
      request.end(body);
    });
  }

  hook(event: object, token = hookSecret): Promise<Answer> {
    return this.send('POST', '/-/gitlab-hook', { 'x-gitlab-token': token }, JSON.stringify(event));
  }

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function variablesOf(folder: string, props: CacheProps, port: number, metricsPort: number) {
  for (const name of ['answers', 'bin', 'resty', 'run']) mkdirSync(join(folder, name));
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'authorities.pem'), props.authorities);
  const { root, libraries, command } = debianPackages(packages);
  const lua = join(root, 'usr/share/lua/5.1');
  for (const name of ['redis', 'sha256', 'string']) {
    symlinkSync(join(lua, `nginx/${name}.lua`), join(folder, `resty/${name}.lua`));
  }
  const modules = ['ndk_http_module', 'ngx_http_lua_module'].map((name) =>
    join(root, `usr/lib/nginx/modules/${name}.so`),
  );
  const directives = [
    ...modules.map((module) => `load_module ${module};`),
    // Else the workers of root's nginx are somebody who may not read here.
    ...(process.getuid?.() === 0 ? ['user root;'] : []),
  ].join(' ');
  const words = command('usr/sbin/nginx').map((word) => `'${word}'`);
  writeFileSync(join(folder, 'bin/openresty'), `#!/bin/sh\nexec ${words.join(' ')} -g '${directives}' "$@"\n`);
  chmodSync(join(folder, 'bin/openresty'), 0o755);
  return {
    PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`,
    LUA_PATH: `${folder}/?.lua;${lua}/?.lua`,
    LUA_CPATH: `${libraries}/lua/5.1/?.so`,
    PORT: String(port),
    METRICS_PORT: String(metricsPort),
    RUN_FOLDER: join(folder, 'run'),
    CACHE_FOLDER: join(folder, 'answers'),
    CACHE_SIZE_MIB: '100',
    KEEP_DAYS: '7',
    LARGEST_MIB: String(props.largestMiB ?? 50),
    GITLAB_URL: props.gitlab,
    AUTHORITIES: join(folder, 'authorities.pem'),
    RESOLVERS: props.nameServer,
    HOOK_SECRET: hookSecret,
    VALKEY_HOST: '127.0.0.1',
    VALKEY_PORT: String(props.valkeyPort),
    VALKEY_PASSWORD: password,
    VISIBLE_SECONDS: String(visibleSeconds),
  };
}

/** A Valkey with a password, that can be stopped and started again. */
export class Valkey {
  private process: ChildProcess | undefined;

  private constructor(readonly port: number) {}

  static async start(): Promise<Valkey> {
    const valkey = new Valkey(await freePort());
    await valkey.startAgain();
    return valkey;
  }

  async startAgain(): Promise<void> {
    const [program, ...words] = debianPackages(packages).command('usr/bin/valkey-server');
    const settings = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--requirepass', password];
    this.process = spawn(program, [...words, ...settings], { stdio: 'ignore' });
    for (let waited = 0; waited < 100; waited++) {
      if (await this.listens()) return;
      await pause(50);
    }
    throw new Error('Valkey does not start');
  }

  private listens(): Promise<boolean> {
    return new Promise((done) => {
      const socket = connect(this.port, '127.0.0.1', () => {
        socket.destroy();
        done(true);
      });
      socket.on('error', () => done(false));
    });
  }

  async stop(): Promise<void> {
    const { process } = this;
    if (process?.exitCode !== null) return;
    const ended = new Promise((done) => process.once('exit', done));
    process.kill('SIGKILL');
    await ended;
    this.process = undefined;
  }
}

/** Whether the image's Lua takes an answer for whole when it comes in pieces of 1, 2, … bytes. */
export function isWhole(answer: string): readonly boolean[] {
  const [program, ...words] = debianPackages(packages).command('usr/bin/luajit');
  const script = `
    package.path = "${image}/lua/?.lua"
    local pkt_line = require "git_fetch_cache.pkt_line"
    local answer = io.read("*a")
    for size = 1, #answer + 1 do
      local reader = pkt_line.reader()
      for position = 1, #answer, size do
        reader.take(answer:sub(position, position + size - 1))
      end
      print(reader.is_whole())
    end`;
  const input = Buffer.from(answer, 'latin1');
  const output = execFileSync(program, [...words, '-e', script], { input, encoding: 'utf8' });
  return output
    .trim()
    .split('\n')
    .map((word) => word === 'true');
}
