import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ResourceChange } from '../../lib/review/changes';

/** Templates of an environment that differ in two versions, and their texts by path. */
export interface ChangedTemplates {
  readonly files: readonly string[];
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
}

/** A change without the two resources, which are not copied from one thread to the other. */
export type ChangeWithoutSides = Omit<ResourceChange, 'before' | 'after'>;

/** Compares templates in a thread of their own, and returns the changes of each environment. */
export function changesInThread(
  environments: readonly ChangedTemplates[],
): Promise<readonly (readonly ChangeWithoutSides[])[]> {
  const isCompiled = __filename.endsWith('.js');
  const worker = new Worker(join(__dirname, isCompiled ? 'template-worker.js' : 'template-worker.ts'), {
    execArgv: isCompiled ? [] : ['--require', require.resolve('ts-node/register')],
  });
  worker.postMessage(environments);
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread that compares templates ended with ${code}`)));
  });
}
