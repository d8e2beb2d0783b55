import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import type { LedRequests, RunRequest } from './run-request';

/** What a program puts listeners on; they go when it ends. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const load = createRequire(__filename);

const outputs = ['stdout', 'stderr'] as const;
let written = { stdout: '', stderr: '' };
let isRunning = false;

/** Keeps what is written, in place of writing it. */
function keepOutput(name: (typeof outputs)[number]): void {
  process[name].write = (chunk: string | Uint8Array, ...rest: readonly unknown[]) => {
    written[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    const done = rest.at(-1);
    if (typeof done === 'function') process.nextTick(done);
    return true;
  };
}

/** Has the files of `bin/` be loaded again; libraries and what else the program is made of stay loaded. */
function forget(folder: string): void {
  for (const file of Object.keys(load.cache))
    if (file.startsWith(folder + sep)) Reflect.deleteProperty(load.cache, file);
}

const realFetch = globalThis.fetch;

function leadRequests(led: LedRequests | undefined): void {
  globalThis.fetch =
    led === undefined
      ? realFetch
      : (target, init) => realFetch(typeof target === 'string' ? target.replace(led.from, led.to) : target, init);
}

function begin({ program, args, cwd, env, led }: RunRequest): void {
  isRunning = true;
  leadRequests(led);
  written = { stdout: '', stderr: '' };
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, env);
  process.argv = [process.execPath, program, ...args];
  process.exitCode = undefined;
  forget(dirname(program));
  // From here on only the program keeps this process alive, so that Node tells when it has nothing left to do.
  process.channel?.unref();
  load(program);
}

function end(): void {
  if (!isRunning) return;
  isRunning = false;
  for (const signal of signals) process.removeAllListeners(signal);
  for (const output of outputs) process[output].removeAllListeners('error');
  process.channel?.ref();
  process.send?.({ code: Number(process.exitCode ?? 0), ...written });
}

outputs.forEach(keepOutput);
const exit = process.exit.bind(process);
process.exit = (code) => {
  process.exitCode = code ?? process.exitCode;
  end();
  // What the program does with this error, nobody hears any more.
  throw new Error('the program has ended itself');
};
process.on('uncaughtException', (error) => {
  console.error(error);
  process.exitCode = 1;
});
process.on('beforeExit', end);
process.on('disconnect', () => exit());
process.on('message', begin);
