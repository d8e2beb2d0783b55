import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../keycloak/server';
import { debianPackages } from './debian';
import { postgresPackages } from './postgres-packages';

/** PostgreSQL with the extensions of the standard image that Debian has too, and what they are linked to. */
const packages = [
  ...postgresPackages,
  'postgresql-17-pgaudit',
  'postgresql-17-pgvector',
  'libc6',
  'libcap-ng0',
  'libcap2',
  'libgcc-s1',
  'libssl3t64',
  'libstdc++6',
  'libsystemd0',
  'libtinfo6',
  'libzstd1',
  'zlib1g',
];

/** Nobody: PostgreSQL refuses to be started by root. */
const nobody = 65534;

/** A real PostgreSQL 17 of Debian, in a folder of its own that is removed when it is stopped. */
export class PostgresServer {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    readonly port: number,
  ) {}

  /**
   * Makes an empty server.
   *
   * @param initdb arguments besides those that this machine needs
   * @param parameters settings of the server
   * @throws Error when `initdb` refuses, or the server does not answer within twenty seconds
   */
  static async start(
    initdb: readonly string[],
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'commons-postgres-'));
    const server = new PostgresServer(folder, await freePort());
    server.unpack();
    server.run('initdb', [
      '--pgdata',
      server.data,
      '--auth',
      'trust',
      '--username',
      'postgres',
      '--no-sync',
      ...initdb,
    ]);
    appendFileSync(join(server.data, 'postgresql.conf'), settingsText(parameters));
    await server.serve();
    return server;
  }

  /** Extensions for which its packages have a control file. */
  get extensions(): readonly string[] {
    return readdirSync(join(this.folder, 'usr/share/postgresql/17/extension'))
      .filter((file) => file.endsWith('.control'))
      .map((file) => basename(file, '.control'))
      .sort();
  }

  /** What it answers to a statement, a line a row; errors too. */
  says(statement: string, as: { readonly user?: string; readonly database?: string } = {}): string {
    const { user = 'postgres', database = 'postgres' } = as;
    const words = ['-XAtq', '-h', '127.0.0.1', '-p', String(this.port), '-U', user, '-d', database, '-c', statement];
    const { stdout, stderr } = spawnSync(this.program('psql'), words, { ...this.options(), encoding: 'utf8' });
    return `${stdout}${stderr}`.trim();
  }

  /** Writes the lines of `pg_hba.conf` anew and has them read. */
  admit(lines: readonly string[]): void {
    writeFileSync(join(this.data, 'pg_hba.conf'), [...lines, ''].join('\n'));
    this.says('select pg_reload_conf()');
  }

  async stop(): Promise<void> {
    const { process } = this;
    if (process?.exitCode === null) {
      const ended = new Promise((done) => process.once('exit', done));
      process.kill('SIGINT');
      await ended;
    }
    rmSync(this.folder, { recursive: true });
  }

  private get data(): string {
    return join(this.folder, 'data');
  }

  private async serve(): Promise<void> {
    const words = ['-D', this.data, '-p', String(this.port), '-h', '127.0.0.1', '-k', this.folder];
    const log: string[] = [];
    this.process = spawn(this.program('postgres'), words, { ...this.options(), stdio: ['ignore', 'ignore', 'pipe'] });
    this.process.stderr?.on('data', (text: Buffer) => log.push(text.toString()));
    for (let waited = 0; waited < 200; waited++) {
      if (this.says('select 1') === '1') return;
      if (this.process.exitCode !== null) break;
      await pause(100);
    }
    await this.stop();
    throw new Error(`PostgreSQL does not start: ${log.join('')}`);
  }

  /** Copies the packages to where nobody may read them, each program behind a script that brings its libraries. */
  private unpack(): void {
    const { root, libraries } = debianPackages(packages);
    chmodSync(this.folder, 0o755);
    cpSync(root, this.folder, { recursive: true, verbatimSymlinks: true });
    const here = libraries.replace(root, this.folder);
    const loader = join(here, readdirSync(here).find((file) => /^ld-linux-.*\.so/.test(file)) ?? '');
    const programs = join(this.folder, 'usr/lib/postgresql/17/bin');
    mkdirSync(join(programs, 'real'));
    for (const file of readdirSync(programs)) {
      if (file === 'real') continue;
      renameSync(join(programs, file), join(programs, 'real', file));
      const line = `exec ${loader} --library-path ${here} --argv0 "$0" ${join(programs, 'real', file)} "$@"`;
      writeFileSync(join(programs, file), `#!/bin/sh\n${line}\n`, { mode: 0o755 });
    }
    mkdirSync(this.data, { mode: 0o700 });
    if (process.getuid?.() === 0) for (const place of [this.folder, this.data]) chownSync(place, nobody, nobody);
  }

  private program(name: string): string {
    return join(this.folder, 'usr/lib/postgresql/17/bin', name);
  }

  private options() {
    const as = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
    return { ...as, cwd: this.folder, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } };
  }

  private run(name: string, words: readonly string[]): void {
    execFileSync(this.program(name), words, { ...this.options(), stdio: ['ignore', 'ignore', 'pipe'] });
  }
}

const settingsText = (parameters: Readonly<Record<string, string>>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${name} = '${value}'\n`)
    .join('');
