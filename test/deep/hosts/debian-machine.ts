import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startAptProxy } from './apt-proxy';
import { unpackDebian } from './debian-root';

/** What a command on the machine said. */
export interface Told {
  readonly code: number;
  readonly output: string;
}

/** A Debian that runs on this machine with its own systemd, in namespaces of its own; its only way out leads to Debian's archive. */
export class DebianMachine {
  /** Folder that is `/` on it. */
  readonly root: string;
  private constructor(
    private readonly folder: string,
    private readonly proxy: Server,
    private readonly boot: ChildProcess,
    private readonly first: string,
  ) {
    this.root = join(folder, 'root');
  }

  /** Boots a fresh one under a host name. */
  static async start(release: 'bookworm' | 'trixie', name: string): Promise<DebianMachine> {
    const folder = mkdtempSync(join(tmpdir(), 'commons-machine-'));
    const root = join(folder, 'root');
    unpackDebian(release, root);
    writeFileSync(join(root, 'etc/apt/apt.conf.d/99-test-proxy'), 'Acquire::http::Proxy "http://127.0.0.1:3142";\n');
    copyFileSync(join(__dirname, 'forward.py'), join(root, 'usr/local/lib/forward.py'));
    const unit =
      '[Service]\nExecStart=/usr/bin/python3 /usr/local/lib/forward.py\n[Install]\nWantedBy=multi-user.target\n';
    writeFileSync(join(root, 'etc/systemd/system/test-forward.service'), unit);
    execFileSync('systemctl', ['--root', root, 'enable', 'test-forward.service'], { stdio: 'ignore' });
    // There is no console, and the machine outside has loaded its modules.
    execFileSync('systemctl', ['--root', root, 'mask', 'console-getty.service', 'systemd-modules-load.service'], {
      stdio: 'ignore',
    });
    // The clock is that of the machine outside: chrony runs, and leaves it alone.
    mkdirSync(join(root, 'etc/systemd/system/chrony.service.d'));
    const watching = '[Unit]\nConditionCapability=\n[Service]\nExecStart=\nExecStart=!/usr/sbin/chronyd -x\n';
    writeFileSync(join(root, 'etc/systemd/system/chrony.service.d/test.conf'), watching);
    const proxy = await startAptProxy(join(root, 'srv/proxy.sock'));
    const boot = spawn(
      'unshare',
      [
        '--mount',
        '--pid',
        '--uts',
        '--ipc',
        '--cgroup',
        '--net',
        '--fork',
        '--kill-child',
        join(__dirname, 'machine.sh'),
        root,
        name,
      ],
      { stdio: 'ignore' },
    );
    const first = await firstProcess(boot);
    const machine = new DebianMachine(folder, proxy, boot, first);
    await machine.run('ip', 'link', 'set', 'lo', 'up');
    for (let waited = 0; waited < 150; waited += 1) {
      const { output } = await machine.run('systemctl', 'is-system-running');
      if (output.trim() === 'running') return machine;
      await pause(200);
    }
    const { output } = await machine.run('systemctl', 'list-units', '--failed', '--no-pager');
    await machine.stop();
    throw new Error(`the machine does not come up: ${output}`);
  }

  /** Runs a command on it as root. */
  run(...words: readonly string[]): Promise<Told> {
    const inside = ['--target', this.first, '--mount', '--uts', '--ipc', '--net', '--pid', '--cgroup', '--root', '--'];
    const environment = [
      'env',
      '-i',
      '--chdir=/',
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      'HOME=/root',
      'LC_ALL=C.UTF-8',
    ];
    return new Promise((resolve) => {
      execFile(
        'nsenter',
        [...inside, ...environment, ...words],
        { encoding: 'utf8', maxBuffer: 1 << 26 },
        (error, stdout, stderr) =>
          resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr }),
      );
    });
  }

  /** The text of a file on it; empty if it has none. */
  async read(path: string): Promise<string> {
    const { code, output } = await this.run('cat', path);
    return code === 0 ? output : '';
  }

  async stop(): Promise<void> {
    this.boot.kill('SIGKILL');
    await new Promise((resolve) => this.boot.once('exit', resolve));
    await new Promise((resolve) => this.proxy.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Id of the first process of the machine, once systemd is it. */
async function firstProcess({ pid = 0 }: ChildProcess): Promise<string> {
  for (let waited = 0; waited < 100; waited += 1) {
    await pause(200);
    const [child = ''] = textIn(`/proc/${pid}/task/${pid}/children`).split(' ');
    if (textIn(`/proc/${child}/comm`) === 'systemd') return child;
  }
  throw new Error('no systemd has started: are namespaces allowed here?');
}

const textIn = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8').trim() : '');
