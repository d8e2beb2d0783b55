import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Variables } from '../../deep/support/variables';

/** How a program is started, besides its words. */
export interface Surroundings {
  readonly variables?: Variables;
  readonly folder?: string;
}

/**
 * Programs that run beside a test. None outlives it, however it ends: the kernel kills each when the process that started it is
 * gone, also by Ctrl-C or `kill -9` (`setpriv` of util-linux).
 */
export class Processes {
  private readonly running = new Map<string, ChildProcess>();

  /** Writes what each program prints to `<folder>/<name>.log`. */
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  start(name: string, [program, ...words]: readonly [string, ...string[]], where: Surroundings = {}): void {
    const log = openSync(this.logOf(name), 'a');
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', program, ...words], {
      cwd: where.folder ?? this.folder,
      env: { PATH: process.env.PATH, HOME: this.folder, ...where.variables },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.running.set(name, child);
  }

  /** Kills a program as a machine that is switched off does. */
  async kill(name: string): Promise<void> {
    const child = this.running.get(name);
    this.running.delete(name);
    if (child === undefined || !isRunning(child)) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  }

  /** Ends all, the newest first. */
  async stop(): Promise<void> {
    for (const name of [...this.running.keys()].reverse()) await this.kill(name);
  }

  /** @throws Error with the end of its log when a program has ended by itself. */
  assertRunning(): void {
    const ended = [...this.running].filter(([, child]) => !isRunning(child)).map(([name]) => name);
    if (ended.length > 0) throw new Error(ended.map((name) => `${name} has ended:\n${this.lastOf(name)}`).join('\n\n'));
  }

  logOf(name: string): string {
    return join(this.folder, `${name}.log`);
  }

  private lastOf(name: string): string {
    return readFileSync(this.logOf(name), 'utf8').split('\n').slice(-20).join('\n');
  }
}

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;
