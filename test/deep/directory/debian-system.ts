import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { debianPackages } from '../support/debian';

/** What a command wrote, and whether it succeeded. */
export interface Outcome {
  readonly succeeds: boolean;
  readonly output: string;
}

export interface DebianSystemProps {
  /** Folder of its own, which is made anew. */
  readonly folder: string;
  readonly packages: readonly string[];
  /** Lines of `/etc/hosts`. */
  readonly hosts: readonly string[];
  /**
   * Whether it has a network of its own, in which its first command is root, so that it may listen at any port and have any address.
   * @default the network of this machine, where it is nobody in particular
   */
  readonly network?: 'own';
}

/** Id of a user that is nobody in particular: LDAP's server as root would want rights that no user namespace has. */
const user = 389;

/**
 * Programs of Debian in a system of their own, by bubblewrap: `/usr` as it was unpacked, the other folders of `/` to write in. It has
 * neither systemd nor what packages do when they are installed.
 */
export class DebianSystem {
  readonly folder: string;
  private readonly words: readonly string[];

  constructor({ folder, packages, hosts, network }: DebianSystemProps) {
    this.folder = folder;
    const { root } = debianPackages(packages, 'with-dependencies');
    const bubblewrap = debianPackages(['bubblewrap', 'libc6', 'libcap2', 'libpcre2-8-0', 'libselinux1']);
    rmSync(folder, { recursive: true, force: true });
    for (const name of ['etc', 'var'])
      cpSync(join(root, name), join(folder, name), { recursive: true, verbatimSymlinks: true });
    for (const name of ['run/lock', 'tmp']) mkdirSync(join(folder, name), { recursive: true });
    for (const name of ['run', 'lock']) rmSync(join(folder, 'var', name), { recursive: true, force: true });
    const settings = {
      hosts: ['127.0.0.1 localhost', ...hosts],
      passwd: ['root:x:0:0::/:/bin/sh', `dirsrv:x:${user}:${user}::/:/bin/sh`, 'www-data:x:33:33::/:/bin/sh'],
      group: ['root:x:0:', `dirsrv:x:${user}:`, 'www-data:x:33:'],
      'nsswitch.conf': ['passwd: files', 'group: files', 'hosts: files dns'],
    };
    for (const [file, lines] of Object.entries(settings)) this.write(`etc/${file}`, `${lines.join('\n')}\n`);
    const id = network === 'own' ? '0' : String(user);
    const writable = ['etc', 'var', 'run', 'tmp'].map((name) => `--bind ${join(folder, name)} /${name}`);
    const links = ['bin', 'sbin', 'lib', 'lib64'].map((name) => `--symlink usr/${name} /${name}`);
    const around = `--unshare-user --unshare-pid --uid ${id} --gid ${id} --die-with-parent
      ${network === 'own' ? '--unshare-net --cap-add CAP_NET_BIND_SERVICE --cap-add CAP_NET_ADMIN' : ''}
      --ro-bind ${join(root, 'usr')} /usr ${writable.join(' ')} ${links.join(' ')}
      --symlink /run /var/run --symlink /run/lock /var/lock --proc /proc --dev /dev --tmpfs /dev/shm
      --clearenv --setenv PATH /tmp/bin:/usr/sbin:/usr/bin --setenv HOME /tmp --setenv LANG C.UTF-8`;
    this.words = [...bubblewrap.command('usr/bin/bwrap'), ...around.trim().split(/\s+/)];
  }

  /** Writes a file, by its path without the first slash. */
  write(path: string, text: string, mode = 0o644): void {
    mkdirSync(join(this.folder, path, '..'), { recursive: true });
    writeFileSync(join(this.folder, path), text, { mode });
  }

  /** Runs a script of the shell to its end. */
  run(script: string, variables: Readonly<Record<string, string>> = {}): Outcome {
    const { status, stdout, stderr } = spawnSync(this.program, this.toArguments(script, variables), {
      encoding: 'utf8',
      timeout: 240_000,
    });
    return { succeeds: status === 0, output: `${stdout}${stderr}` };
  }

  /** Starts a script that goes on; its end is that of all that it started. */
  start(script: string): ChildProcess {
    return spawn(this.program, this.toArguments(script, {}), { stdio: 'ignore' });
  }

  private get program(): string {
    return this.words[0] ?? '';
  }

  private toArguments(script: string, variables: Readonly<Record<string, string>>): readonly string[] {
    const set = Object.entries(variables).flatMap(([name, value]) => ['--setenv', name, value]);
    return [...this.words.slice(1), ...set, '--', '/bin/bash', '-c', script];
  }
}
