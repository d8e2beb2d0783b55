import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { usageFile, type Usage } from './report-usage';
import type { Workspace } from './workspace';

/** A program that is measured from start to end. */
export interface Program {
  /** Arguments of Node, for an empty folder to write into. */
  readonly command: (into: string) => readonly string[];
  readonly environment?: (into: string) => Readonly<Record<string, string>>;
  /**
   * How it ends.
   * @default 0
   */
  readonly exitCode?: number;
}

/** What one run cost; CPU and memory are those of the process itself, not of those it started. */
export interface Cost extends Usage {
  readonly wallSeconds: number;
}

const usageSchema = z.object({ cpuSeconds: z.number(), peakMiB: z.number() });

/**
 * Runs `program` once, writing into the folder `into`.
 *
 * @throws Error when the program fails.
 */
export function measure(program: Program, { project, folder, compiled }: Workspace, into = join(folder, 'out')): Cost {
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  const usage = join(folder, 'usage.json');
  const hook = join(compiled, 'test', 'bench', 'report-usage.js');
  const command = ['--require', hook, ...program.command(into)];
  const env = { ...bareEnvironment(folder), [usageFile]: usage, ...program.environment?.(into) };

  const start = performance.now();
  const { status, stderr, error } = spawnSync(process.execPath, command, {
    cwd: project,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const wallSeconds = (performance.now() - start) / 1000;
  if (status !== (program.exitCode ?? 0))
    throw new Error(`node ${command.join(' ')} failed: ${error?.message ?? stderr}`);
  return { wallSeconds, ...usageSchema.parse(JSON.parse(readFileSync(usage, 'utf8'))) };
}

/**
 * Nothing of the person's environment: `NODE_EXTRA_CA_CERTS` alone makes Node start 3.6 times slower. Temporary files and
 * the caches of the CDK command go into the workspace.
 */
const bareEnvironment = (folder: string): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: folder,
  TMPDIR: folder,
});
