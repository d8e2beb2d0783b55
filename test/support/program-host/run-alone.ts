import { execFile } from 'node:child_process';
import type { Finished } from './finished';
import type { RunRequest } from './run-request';

/** Runs a program of `bin/` in a process of its own, for at most a minute. */
export function runAlone({ program, args, cwd, env }: RunRequest): Promise<Finished> {
  return new Promise((resolved) => {
    const child = execFile(
      process.execPath,
      [program, ...args],
      { cwd, env, encoding: 'utf8', timeout: 60_000 },
      (_, stdout, stderr) => resolved({ code: child.exitCode, stdout, stderr }),
    );
  });
}
