import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../keycloak/server';
import { debianPackages } from './debian';
import { keyValueLibraries } from './key-value-libraries';

const packages = ['valkey-server', 'valkey-tools', ...keyValueLibraries];

/** A user and the password by which a client is that one. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** A real Valkey, which forgets everything when it is stopped unless its settings say otherwise. */
export class RealValkey {
  private constructor(
    private readonly process: ChildProcess,
    readonly port: number,
  ) {}

  /**
   * @param own arguments before those that this machine needs, such as a file with settings
   * @throws Error when it does not answer within five seconds.
   */
  static async start(own: readonly string[] = ['--save', '']): Promise<RealValkey> {
    const port = await freePort();
    const [program, ...words] = debianPackages(packages).command('usr/bin/valkey-server');
    const settings = [...own, '--port', String(port), '--bind', '127.0.0.1'];
    const valkey = new RealValkey(spawn(program, [...words, ...settings], { stdio: 'ignore' }), port);
    for (let waited = 0; waited < 100; waited++) {
      if (valkey.says(undefined, 'PING') === 'PONG') return valkey;
      await pause(50);
    }
    await valkey.stop();
    throw new Error('Valkey does not start');
  }

  /** What it answers to one command, as its own client prints it; errors too. */
  says(login: Login | undefined, ...command: readonly string[]): string {
    return this.saysTo(login, [], command);
  }

  /** The same from within a logical database. */
  saysIn(database: number, login: Login, ...command: readonly string[]): string {
    return this.saysTo(login, ['-n', String(database)], command);
  }

  private saysTo(login: Login | undefined, options: readonly string[], command: readonly string[]): string {
    const [program, ...words] = debianPackages(packages).command('usr/bin/valkey-cli');
    const as = login === undefined ? [] : ['--user', login.user, '--pass', login.password, '--no-auth-warning'];
    const { stdout, stderr } = spawnSync(
      program,
      [...words, '-p', String(this.port), '-t', '2', ...options, ...as, ...command],
      { encoding: 'utf8', timeout: 5000 },
    );
    return `${stdout}${stderr}`.trim();
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const ended = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGKILL');
    await ended;
  }
}
