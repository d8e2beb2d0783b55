import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import tsNode from 'ts-node';

tsNode.register({ cwd: import.meta.dirname });
register('./require-typescript.mjs', import.meta.url);

// The runner would wait for a worker that ended itself.
if (!isMainThread) {
  process.exit = (code) => {
    throw new Error(`A test ended the process with ${String(code)}`);
  };
}
