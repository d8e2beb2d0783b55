import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../keycloak/server';
import { debianPackages } from './debian';

/** MariaDB with its own client, and what they are linked to. */
const packages = [
  'mariadb-server-core',
  'mariadb-client-core',
  'libaio1t64',
  'libaudit1',
  'libbz2-1.0',
  'libc6',
  'libcap-ng0',
  'libcap2',
  'libcrypt1',
  'libedit2',
  'libbsd0',
  'libmd0',
  'libgcc-s1',
  'libjemalloc2',
  'liblz4-1',
  'liblzma5',
  'liblzo2-2',
  'libmariadb3',
  'libncurses6',
  'libnuma1',
  'libpcre2-8-0',
  'libreadline8t64',
  'libsnappy1v5',
  'libssl3t64',
  'libstdc++6',
  'libsystemd0',
  'libtinfo6',
  'liburing2',
  'libxml2',
  'libzstd1',
  'zlib1g',
];

/** A real MariaDB of Debian without users and rights, in a folder of its own that is removed when it is stopped. */
export class MariadbServer {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    private readonly port: number,
  ) {}

  /**
   * @param settings text of its settings, beginning with the section of the server
   * @throws Error with its log when it does not answer within twenty seconds, as when it knows a setting not
   */
  static async start(settings: string): Promise<MariadbServer> {
    const folder = mkdtempSync(join(tmpdir(), 'commons-mariadb-'));
    const { root, command } = debianPackages(packages);
    const [program, ...words] = command('usr/sbin/mariadbd');
    const port = await freePort();
    const file = join(folder, 'server.cnf');
    writeFileSync(file, settings);
    mkdirSync(join(folder, 'data'));
    const own = [
      `--defaults-file=${file}`,
      `--basedir=${join(root, 'usr')}`,
      `--datadir=${join(folder, 'data')}`,
      `--lc-messages-dir=${join(root, 'usr/share/mysql')}`,
      `--character-sets-dir=${join(root, 'usr/share/mysql/charsets')}`,
      `--socket=${join(folder, 'socket')}`,
      `--pid-file=${join(folder, 'pid')}`,
      `--port=${port}`,
      `--user=${userInfo().username}`,
      '--bind-address=127.0.0.1',
      '--skip-grant-tables',
      '--skip-networking=0',
    ];
    const child = spawn(program, [...words, ...own], { stdio: ['ignore', 'ignore', 'pipe'] });
    const log: string[] = [];
    child.stderr.on('data', (text: Buffer) => log.push(text.toString()));
    const server = new MariadbServer(child, folder, port);
    for (let waited = 0; waited < 200 && child.exitCode === null; waited++) {
      if (server.says('select 1') === '1') return server;
      await pause(100);
    }
    await server.stop();
    throw new Error(`MariaDB does not start: ${log.join('')}`);
  }

  /** What it answers to a statement, a line a row; errors too. */
  says(statement: string): string {
    const [program, ...words] = debianPackages(packages).command('usr/bin/mariadb');
    const { stdout, stderr } = spawnSync(
      program,
      [
        ...words,
        '--no-defaults',
        '--skip-ssl',
        '-h',
        '127.0.0.1',
        '-P',
        String(this.port),
        '-u',
        'root',
        '-BN',
        '-e',
        statement,
      ],
      { encoding: 'utf8', timeout: 5000 },
    );
    return `${stdout}${stderr}`.trim();
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      const ended = new Promise((done) => this.process.once('exit', done));
      this.process.kill('SIGKILL');
      await ended;
    }
    rmSync(this.folder, { recursive: true });
  }
}
