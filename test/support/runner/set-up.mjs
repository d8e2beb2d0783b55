import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import tsNode from 'ts-node';

tsNode.register({ cwd: import.meta.dirname });
register('./require-typescript.mjs', import.meta.url);

// The runner would wait for a worker that ended itself.
if (!isMainThread) {
  const exit = process.exit.bind(process);
  process.exit = (code) => {
    // Node itself ends a thread with an error that nobody catches, and a throw from there would abort all threads.
    if (process._exiting) exit(code);
    throw new Error(`A test ended the process with ${String(code)}`);
  };
}
