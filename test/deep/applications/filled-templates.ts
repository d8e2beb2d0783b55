import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { goCommand } from '../support/go';
import { cache } from '../support/python';

const source = resolve(__dirname, 'template');

/**
 * Texts by name, filled by Go's own templates with the values: the engine of External Secrets without the functions that it adds, so
 * a template with one of these is an error here.
 *
 * @throws Error when a template is none, or asks for a value that is not there.
 */
export function filledTemplates(
  Templates: Readonly<Record<string, string>>,
  Values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const input = JSON.stringify({ Templates, Values });
  const filled = execFileSync(program(), { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
  return z.record(z.string(), z.string()).parse(JSON.parse(filled));
}

/** The program, built once. */
function program(): string {
  const digest = createHash('sha256').update(readFileSync(join(source, 'main.go')));
  const folder = join(cache, `template-${digest.digest('hex').slice(0, 12)}`);
  const file = join(folder, 'template');
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const [go, ...words] = goCommand();
  execFileSync(go, [...words, 'build', '-o', file, '.'], {
    cwd: source,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      GOCACHE: join(cache, 'go-build'),
      GOTOOLCHAIN: 'local',
      GOPROXY: 'off',
      CGO_ENABLED: '0',
    },
  });
  return file;
}
