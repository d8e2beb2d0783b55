import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { compiledFolder } from '../compiled-program';
import type { Finished } from './finished';
import type { RunRequest } from './run-request';

/** Milliseconds after which a program is taken for one that does not end. */
const patience = 60_000;

let host: ChildProcess | undefined;
let last: Promise<unknown> = Promise.resolve();

function start(): ChildProcess {
  const file = join(compiledFolder(), 'test/support/program-host/host.js');
  const child = fork(file, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  // The host ends with its worker, and keeps no worker from ending.
  child.unref();
  child.channel?.unref();
  return child;
}

function runNow(request: RunRequest): Promise<Finished> {
  const child = (host ??= start());
  return new Promise((resolved, rejected) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    const settle = () => {
      clearTimeout(timer);
      child.removeAllListeners();
      child.channel?.unref();
    };
    child.channel?.ref();
    child.once('message', (finished: Finished) => {
      settle();
      resolved(finished);
    });
    child.once('exit', (_, signal) => {
      settle();
      host = undefined;
      rejected(new Error(`${request.program} ${request.args.join(' ')}: its process ended (${signal ?? 'by itself'})`));
    });
    child.send(request);
  });
}

/**
 * Runs a program of `bin/` in a process that has its libraries loaded, one run after the other: loading them takes longer than most
 * runs. Arguments, variables, folder, output and exit code are as in a process of its own. Output of programs that it starts
 * itself is not kept, and temporary files that it removes when its process ends are still there: `runAlone` is for those.
 *
 * @throws Error when the program does not end within a minute.
 */
export function runHosted(request: RunRequest): Promise<Finished> {
  const run = last.then(() => runNow(request));
  last = run.catch(() => undefined);
  return run;
}
