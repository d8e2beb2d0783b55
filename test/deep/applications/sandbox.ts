import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, cpSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { debianPackages } from '../support/debian';
import { rootFor, type Image } from './image';

/** Where a container has something of this machine. */
export interface Mount {
  readonly path: string;
  readonly source: string;
  readonly readOnly: boolean;
}

export interface SandboxProps {
  /** Of the pod: no other sandbox of a run has it. */
  readonly name: string;
  readonly image: Image;
  readonly command: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
  /** Addresses that it can call, and no others: a name or several for one, the port, and the name of the socket that answers. */
  readonly reaches: readonly { readonly names: readonly string[]; readonly port: number; readonly socket: string }[];
  /** Its own ports that others call, and the names of the sockets by which they do. */
  readonly answers: readonly { readonly port: number; readonly socket: string }[];
  /** Certificates that everything in it believes, PEM. */
  readonly trusted: string;
  /** Folder of the run for its files. */
  readonly folder: string;
}

/** One of the range of user ids that OpenShift gives to a namespace; nothing else has it. */
const user = 1_000_740_000;

const answerSchema = z.object({ code: z.number().optional(), output: z.string().optional() });

/**
 * A program as a container has it, by bubblewrap and without root: a user id that no image knows and no right beside it, a root file
 * system that nobody can write, mounts, and a network in which only what it may call answers.
 */
export class Sandbox {
  private static readonly running = new Set<Sandbox>();

  private constructor(
    private readonly process: ChildProcess,
    private readonly control: string,
    private readonly log: string,
  ) {}

  /** Starts it; that the program answers is for the caller to see. */
  static async start(props: SandboxProps): Promise<Sandbox> {
    const folder = join(props.folder, props.name);
    mkdirSync(folder, { recursive: true });
    const control = socketAt(props.folder, controlSocket(props));
    mkdirSync(dirname(control), { recursive: true });
    const log = join(folder, 'log');
    const output = openSync(log, 'a');
    const [program, ...words] = bubblewrap();
    // A pipe to it: it ends with whoever started it.
    const child = spawn(program, [...words, ...toArguments(props, folder)], {
      stdio: ['pipe', output, output],
      env: {},
    });
    closeSync(output);
    const sandbox = new Sandbox(child, control, log);
    Sandbox.running.add(sandbox);
    for (let waited = 0; waited < 200; waited++) {
      if (existsSync(control)) return sandbox;
      if (sandbox.hasEnded) throw new Error(`${props.name} does not start: ${sandbox.lastWords()}`);
      await pause(50);
    }
    throw new Error(`${props.name} does not start: ${sandbox.lastWords()}`);
  }

  get hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  /** The end of what it printed. */
  lastWords(): string {
    return readFileSync(this.log, 'utf8').slice(-6000);
  }

  /**
   * Runs a command beside the program, with its variables, as `oc exec` does, and returns what it printed.
   *
   * @throws Error when it fails.
   */
  async run(...command: readonly string[]): Promise<string> {
    const { code, output = '' } = await this.ask({ run: command });
    if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code ?? 'nothing'}: ${output}`);
    return output;
  }

  /** Asks the program to end, as Kubernetes does, and returns after how many seconds it has; `undefined` when it has not. */
  async terminate(seconds: number): Promise<number | undefined> {
    const begun = performance.now();
    await this.ask({ signal: 'SIGTERM' });
    while (performance.now() - begun < seconds * 1000) {
      if (this.hasEnded) return (performance.now() - begun) / 1000;
      await pause(50);
    }
    return undefined;
  }

  /** Ends all that still run, the newest first. */
  static async stopAll(): Promise<void> {
    for (const sandbox of [...Sandbox.running].reverse()) await sandbox.stop();
  }

  /** Ends it at once, with everything that runs in it. */
  async stop(): Promise<void> {
    Sandbox.running.delete(this);
    if (this.hasEnded) return;
    const ended = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGKILL');
    await ended;
  }

  private async ask(question: object): Promise<z.infer<typeof answerSchema>> {
    const connection = createConnection({ path: this.control, allowHalfOpen: true });
    connection.end(`${JSON.stringify(question)}\n`);
    return answerSchema.parse(JSON.parse(await text(connection)));
  }
}

/** Where this machine has a socket of a run, by its name. */
export const socketAt = (folder: string, name: string): string => join(folder, 'sockets', name);

const controlSocket = ({ name }: SandboxProps): string => `${name}.control`;

const bubblewrap = () =>
  debianPackages(['bubblewrap', 'libc6', 'libcap2', 'libpcre2-8-0', 'libselinux1']).command('usr/bin/bwrap');

function toArguments(props: SandboxProps, folder: string): readonly string[] {
  const { image, mounts } = props;
  const root = rootFor(image);
  const plan = join(folder, 'plan.json');
  writeFileSync(plan, JSON.stringify(toPlan(props)));
  const files = Object.entries(image.files ?? {}).map(([path, content], index) => {
    const source = join(folder, `file-${index}`);
    writeFileSync(source, content, { mode: 0o755 });
    return { path, source, readOnly: true };
  });
  const folders = Object.entries(image.folders ?? {}).map(([path, source]) => ({ path, source, readOnly: true }));
  const settings = layOutSettings(props, root, folder);
  const certificates = (image.certificates ?? []).map((path) => ({
    path,
    source: join(settings, believed),
    readOnly: true,
  }));
  const own = [
    { path: firstProcess.node, source: process.execPath, readOnly: true },
    { path: firstProcess.program, source: resolve(__dirname, 'first-process.mjs'), readOnly: true },
    { path: firstProcess.plan, source: plan, readOnly: true },
    { path: firstProcess.sockets, source: join(props.folder, 'sockets'), readOnly: false },
  ];
  return [
    '--unshare-all',
    '--unshare-user',
    '--die-with-parent',
    '--new-session',
    '--clearenv',
    '--uid',
    '0',
    '--gid',
    '0',
    '--hostname',
    props.name,
    // For the first process alone: it listens at ports such as 443 for those that the program calls, and gives its id another number.
    '--cap-drop',
    'ALL',
    '--cap-add',
    'CAP_NET_BIND_SERVICE',
    '--cap-add',
    'CAP_SETFCAP',
    // One by one, so that an image can have more below `/usr`.
    ...readdirSync(join(root, 'usr')).flatMap((name) => ['--ro-bind', join(root, 'usr', name), `/usr/${name}`]),
    ...['bin', 'sbin', 'lib', 'lib64'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]),
    '--ro-bind',
    settings,
    '/etc',
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    ...['/tmp', '/run', '/var/tmp'].flatMap((path) => ['--dir', path]),
    ...[...folders, ...files, ...certificates, ...own, ...mounts].flatMap(({ path, source, readOnly }) => [
      readOnly ? '--ro-bind' : '--bind',
      source,
      path,
    ]),
    '--remount-ro',
    '/',
    '--',
    firstProcess.node,
    firstProcess.program,
    firstProcess.plan,
  ];
}

const firstProcess = {
  node: '/.first/node',
  program: '/.first/process.mjs',
  plan: '/.first/plan.json',
  sockets: '/.first/sockets',
} as const;

const socketInside = (name: string): string => join(firstProcess.sockets, name);

/** Each address that it calls is one of 127.0.0.0/8, all of which is its own. */
const addressAt = (index: number): string => `127.0.1.${index + 1}`;

function toPlan(props: SandboxProps): object {
  const { image, command, variables, reaches, answers } = props;
  return {
    user,
    command,
    folder: image.folder ?? '/',
    variables: { PATH: searchPath, HOME: '/', ...image.variables, ...variables },
    reaches: reaches.map(({ port, socket }, index) => ({ host: addressAt(index), port, socket: socketInside(socket) })),
    answers: answers.map(({ port, socket }) => ({ port, socket: socketInside(socket) })),
    control: socketInside(controlSocket(props)),
  };
}

const searchPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Where Debian has the certificates that programs believe, below `/etc`. */
const believed = 'ssl/certs/ca-certificates.crt';

/** `/etc` of the image, with what the cluster writes there. */
function layOutSettings({ name, image, reaches, trusted }: SandboxProps, root: string, folder: string): string {
  const settings = join(folder, 'etc');
  cpSync(join(root, 'etc'), settings, { recursive: true, verbatimSymlinks: true });
  const written = {
    // CRI-O adds the user. Source: cri-o/cri-o:utils/utils.go, GeneratePasswd.
    passwd: `root:x:0:0:root:/root:/bin/bash\n${user}:x:${user}:0:${user} user:/:/sbin/nologin\n`,
    group: 'root:x:0:\n',
    hosts: ['127.0.0.1 localhost', `127.0.0.1 ${name}`, ...reaches.map(toHostsLine), ''].join('\n'),
    'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files\n',
    [believed]: trusted,
  };
  for (const [path, content] of Object.entries(written)) {
    const file = join(settings, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  // Where something is laid over it, something has to be.
  for (const path of Object.keys(image.folders ?? {}))
    if (path.startsWith('/etc/')) mkdirSync(join(folder, path), { recursive: true });
  return settings;
}

const toHostsLine = ({ names }: SandboxProps['reaches'][number], index: number): string =>
  `${addressAt(index)} ${names.join(' ')}`;
