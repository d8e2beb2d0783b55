import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { goCommand } from '../../deep/support/go';
import { clusterCache } from './cache';

/** Go's own caches below ours, which a finished build takes away; whoever names others keeps them. */
export const goCaches = {
  GOCACHE: process.env.GOCACHE ?? join(clusterCache, 'go-build'),
  GOMODCACHE: process.env.GOMODCACHE ?? join(clusterCache, 'go-modules'),
};

/**
 * Runs Go with nothing of its user's settings, from the module proxy alone, and returns what it printed.
 *
 * @throws Error with what it said when it fails.
 */
export function go(folder: string, ...args: readonly string[]): Promise<string> {
  const [program, ...words] = goCommand();
  const home = join(clusterCache, 'home');
  mkdirSync(home, { recursive: true });
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    ...goCaches,
    GOENV: 'off',
    GOPROXY: process.env.GOPROXY ?? 'https://proxy.golang.org',
    GOSUMDB: process.env.GOSUMDB ?? 'sum.golang.org',
    // Nothing comes from version control, also where the proxy has `direct` behind it.
    GOVCS: '*:off',
    GOTOOLCHAIN: 'local',
    GOFLAGS: '-mod=readonly -trimpath -buildvcs=false -modcacherw',
    CGO_ENABLED: '0',
  };
  return new Promise((done, failed) => {
    const child = spawn(program, [...words, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, err]: [string[], string[]] = [[], []];
    child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
    child.once('error', failed);
    child.once('close', (code) =>
      code === 0 ? done(out.join('')) : failed(new Error(`go ${args.join(' ')} in ${folder}: ${err.join('')}`)),
    );
  });
}
