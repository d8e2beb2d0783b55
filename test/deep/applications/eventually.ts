import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from './sandbox';

/**
 * What `attempt` returns as soon as it does not throw.
 *
 * @throws Error with the last words of the program when it has ended, or the seconds are over.
 */
export async function eventually<Result>(
  seconds: number,
  attempt: () => Promise<Result>,
  sandbox: Sandbox,
): Promise<Result> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (sandbox.hasEnded || performance.now() > end) {
        const how = sandbox.hasEnded ? 'it has ended' : `not after ${seconds} s`;
        throw new Error(`${how}: ${String(error)}\n${sandbox.lastWords()}`, { cause: error });
      }
    }
    await pause(250);
  }
}
