import { execFile, spawn, type ChildProcessByStdio } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { promisify } from 'node:util';
import { z } from 'zod';
import { debianPackages } from '../support/debian';
import { goCommand } from '../support/go';
import { cache, pythonOf } from '../support/python';

const run = promisify(execFile);

/** Version of WireGuard's own program for kernels that do not have it. */
const wireguardGo = 'golang.zx2c4.com/wireguard@v0.0.0-20250521234502-f333402bd9cb';

/** Namespaces of a user, so that root is needed nowhere outside of them; they end with their program. */
const apart = ['--user', '--map-root-user', '--net', '--mount', '--pid', '--fork', '--mount-proc', '--kill-child'];

/**
 * Makes a folder with `ip`, `nft`, `wg` of Debian and `wireguard-go`.
 *
 * @throws Error when they cannot be had
 */
async function tools(folder: string): Promise<string> {
  const [program, ...words] = goCommand();
  const go = join(cache, 'wireguard-go-f333402bd9cb');
  await run(program, [...words, 'install', wireguardGo], {
    env: {
      ...process.env,
      GOPATH: join(cache, 'go'),
      GOBIN: go,
      GOCACHE: join(cache, 'go-build'),
      GOFLAGS: '-mod=mod',
      GOTOOLCHAIN: 'local',
      CGO_ENABLED: '0',
    },
  });
  const { root, command } = debianPackages(['nftables', 'wireguard-tools', 'iproute2'], 'with-dependencies');
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const shim = (name: string, words: readonly string[]) => {
    writeFileSync(join(bin, name), `#!/bin/sh\nexec ${words.map((word) => `'${word}'`).join(' ')} "$@"\n`);
    chmodSync(join(bin, name), 0o755);
  };
  shim('nft', command('usr/sbin/nft'));
  shim('wg', command('usr/bin/wg'));
  shim('ip', command(join(root, 'usr/sbin/ip').slice(root.length + 1)));
  shim('wireguard-go', ['env', 'LOG_LEVEL=error', join(go, 'wireguard')]);
  return bin;
}

const errorSchema = z.looseObject({ error: z.string().optional() });

/** The namespaces of `namespaces.py`: two gateways `a` and `b`, a host `inside` and a `peer` outside, with EC2 between them. */
export class Surroundings {
  private readonly answers: AsyncIterator<string>;
  private readonly errors: string[] = [];

  private constructor(private readonly child: ChildProcessByStdio<Writable, Readable, Readable>) {
    this.answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    child.stderr.setEncoding('utf8').on('data', (text: string) => this.errors.push(text));
  }

  /** @throws Error when this machine gives no namespaces or no `/dev/net/tun`; nothing is skipped */
  static async start(folder: string): Promise<Surroundings> {
    const bin = await tools(folder);
    const able = await run('unshare', [...apart, 'sh', '-c', 'exec 3<>/dev/net/tun'], {}).then(
      () => undefined,
      (error: unknown) => String(error),
    );
    if (able !== undefined) {
      throw new Error(
        `the tunnel cannot be tried: it needs user, network and mount namespaces (unshare ${apart.join(' ')}) and a /dev/net/tun that may be opened in them: ${able}`,
      );
    }
    const program = [pythonOf('aws'), join(__dirname, 'namespaces.py'), folder];
    const child = spawn('unshare', [...apart, ...program], {
      env: { PATH: `${bin}:${process.env.PATH ?? ''}`, HOME: folder, PYTHONDONTWRITEBYTECODE: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const made = new Surroundings(child);
    await made.next();
    return made;
  }

  /** Has something done, and returns what is answered. */
  async ask<Answer>(
    asked: { readonly do: string } & Readonly<Record<string, unknown>>,
    schema: z.ZodType<Answer>,
  ): Promise<Answer> {
    this.child.stdin.write(`${JSON.stringify(asked)}\n`);
    return schema.parse(await this.next());
  }

  stop(): Promise<void> {
    return new Promise((resolved) => {
      this.child.on('exit', () => resolved());
      this.child.stdin.end();
    });
  }

  private async next(): Promise<unknown> {
    const line = await this.answers.next();
    if (line.done === true) throw new Error(`the namespaces ended:\n${this.errors.join('')}`);
    const answer = errorSchema.parse(JSON.parse(line.value));
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  }
}
