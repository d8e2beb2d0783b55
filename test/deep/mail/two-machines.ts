import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { debianPackages } from '../support/debian';

/** Addresses of the machine with the mail host and of everybody else, who also has the name server. */
export const addresses = { host: '198.51.100.10', world: '198.51.100.1' } as const;

/** Which of the two machines a command runs on. */
export type Machine = keyof typeof addresses;

/** A system that programs find themselves in, the programs of a mail host, and what the world and the tests need. */
const packages = [
  'base-files base-passwd bash coreutils dash findutils grep iproute2 mawk passwd sed util-linux',
  'dovecot-core lego openssl postfix python3 redis-server rspamd unbound',
  'nsd pebble python3-dkim python3-dnspython',
].flatMap((names) => names.split(' '));

/** Folders of packages that nobody needs here. */
const unread = /\/usr\/share\/(doc|locale|man|perl|icons)(\/|$)/;

/** Users whom the packages make when they are installed, which nothing here is. */
const users = ['postfix', '_rspamd', 'dovecot', 'dovenull', 'redis', 'unbound', 'nsd'];
const groups = [...users, 'postdrop', 'shadow'];

/**
 * Two machines with the programs of Debian and a network of their own between them, by Linux namespaces: one is the mail host, the other
 * everybody else. Nothing reaches them, and they reach nothing. Needs root, or user namespaces with ranges of user ids (`newuidmap`).
 */
export class TwoMachines {
  readonly root: string;
  private log = '';
  private readonly started: ChildProcess[] = [];
  private inner = 0;
  private world = 0;

  private constructor(private readonly folder: string) {
    this.root = join(folder, 'root');
  }

  /** @throws Error when the machine allows no namespaces, with what it said. */
  static async start(): Promise<TwoMachines> {
    const { root } = debianPackages(packages, 'with-dependencies');
    const machines = new TwoMachines(mkdtempSync(join(tmpdir(), 'commons-mail-')));
    try {
      cpSync(root, machines.root, { recursive: true, verbatimSymlinks: true, filter: (file) => !unread.test(file) });
      machines.addUsers();
      await machines.join();
    } catch (error) {
      machines.stop();
      throw error;
    }
    return machines;
  }

  /** Writes a file of the machines, which have the same; a program can be run. */
  write(path: string, text: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    rmSync(file, { force: true });
    writeFileSync(file, text, { mode: path.startsWith('/usr/') ? 0o755 : 0o644 });
  }

  read = (path: string): string => readFileSync(join(this.root, path), 'utf8');

  /**
   * Runs a command on one of the machines and returns what it printed.
   *
   * @throws Error when it fails, with what it said.
   */
  run(machine: Machine, command: readonly string[], input = ''): string {
    const [program, ...words] = this.entering(machine, command);
    return execFileSync(program, words, {
      input,
      encoding: 'utf8',
      env: environment,
      maxBuffer: 256 * 1024 * 1024,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  }

  /** Runs a command of this machine as if it was on one of the others: with its network, and the files of this one. */
  runFromHere(machine: Machine, command: readonly string[]): { readonly code: number; readonly output: string } {
    const [program, ...words] = this.entering(machine, command, []);
    const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', env: environment });
    return { code: status ?? 1, output: stdout + stderr };
  }

  /** Like `run`, beside what else runs. */
  begin(machine: Machine, command: readonly string[], input = ''): Promise<string> {
    const [program, ...words] = this.entering(machine, command);
    return new Promise((resolved, rejected) => {
      const child = spawn(program, words, { env: environment });
      let [said, complained] = ['', ''];
      child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));
      child.on('close', (code) =>
        code === 0 ? resolved(said) : rejected(new Error(`${command.join(' ')} ended with ${code}: ${complained}`)),
      );
      child.stdin.end(input);
    });
  }

  /** Starts a program that stays, and whose words are in the log. */
  daemon(machine: Machine, ...command: readonly string[]): void {
    const [program, ...words] = this.entering(machine, command);
    const child = spawn(program, words, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (this.log += chunk.toString()));
    }
    this.started.push(child);
  }

  /** What the programs said. */
  words = (): string => this.log;

  /** Ends everything on both machines, and removes them. */
  stop(): void {
    for (const child of this.started) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private addUsers(): void {
    const file = (name: string) => readFileSync(join(this.root, 'usr/share/base-passwd', `${name}.master`), 'utf8');
    const lines = (make: (name: string, id: number) => string, names: readonly string[]) =>
      names.map((name, index) => make(name, 500 + index)).join('');
    this.write(
      '/etc/passwd',
      file('passwd') + lines((name, id) => `${name}:x:${id}:${id}::/nonexistent:/bin/sh\n`, users),
    );
    this.write(
      '/etc/group',
      file('group').replaceAll(/^shadow:.*\n/gm, '') + lines((name, id) => `${name}:x:${id}:\n`, groups),
    );
    this.write('/etc/resolv.conf', 'nameserver 127.0.0.1\n');
    this.write('/etc/hosts', '127.0.0.1 localhost\n');
    this.write('/etc/nsswitch.conf', 'hosts: files dns\npasswd: files\ngroup: files\n');
    // What the rendered programs ask of systemd is written down instead.
    this.write('/usr/bin/systemctl', '#!/bin/sh\necho "$@" >>/var/log/systemctl\n');
  }

  private async join(): Promise<void> {
    const { root } = this;
    const address = (machine: Machine) => `${addresses[machine]}/24`;
    const script = `set -e
mount --make-rprivate /
mount -t proc proc /proc
mount --bind '${root}' '${root}'
mount -t proc proc '${root}/proc'
mount --rbind /dev '${root}/dev'
mount -t tmpfs -o mode=1777 none '${root}/tmp'
mount -t tmpfs -o mode=755 none '${root}/run'
unshare --net sleep infinity &
other=$!
sleep 0.2
in_root() { chroot '${root}' "$@"; }
in_world() { nsenter --net=/proc/$other/ns/net chroot '${root}' "$@"; }
in_root ip link set lo up
in_world ip link set lo up
in_root ip link add host type veth peer name world netns $other
in_root ip address add ${address('host')} dev host
in_root ip link set host up
in_world ip address add ${address('world')} dev world
in_world ip link set world up
echo "ready $other"
# It ends with whoever started it.
read -r _ || true
`;
    const child = spawn(
      'unshare',
      [...ownership(), '--mount', '--pid', '--net', '--fork', '--kill-child', 'sh', '-c', script],
      {
        env: environment,
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    this.started.push(child);
    let [said, complained] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));
    for (let waited = 0; !said.includes('ready') && waited < 100; waited++) {
      if (child.exitCode !== null) break;
      await pause(100);
    }
    const ready = /ready (\d+)/.exec(said);
    if (ready === null || child.pid === undefined)
      throw new Error(
        `no machines of our own can be made here; they need root, or user namespaces with newuidmap: ${complained}`,
      );
    this.world = Number(ready[1]);
    this.inner = Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim());
  }

  private entering(
    machine: Machine,
    command: readonly string[],
    place: readonly string[] = ['chroot', this.root],
  ): readonly [string, ...string[]] {
    const user = ownership().length > 0 ? ['--user', '--preserve-credentials'] : [];
    return [
      'nsenter',
      ...user,
      '--target',
      String(this.inner),
      '--mount',
      '--pid',
      '--net',
      ...(machine === 'world' ? ['nsenter', `--net=/proc/${this.world}/ns/net`] : []),
      ...place,
      ...command,
    ];
  }
}

/** Root of this machine is root of those too; anybody else becomes it in a user namespace of theirs. */
const ownership = (): readonly string[] =>
  process.getuid?.() === 0 ? [] : ['--user', '--map-root-user', '--map-auto'];

const environment = { PATH: '/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C' };
