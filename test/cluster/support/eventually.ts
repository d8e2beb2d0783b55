import { setTimeout as pause } from 'node:timers/promises';

/** What `ask` returns as soon as it is something. */
export interface Awaited<Answer> {
  /** What is waited for, for the error. */
  readonly what: string;
  readonly seconds: number;
  readonly ask: () => Promise<Answer | undefined>;
  /** What stands in the way, when it did not come. */
  readonly instead?: () => Promise<string>;
}

/** @throws Error that says what did not come in time, and what there is instead. */
export async function eventually<Answer>({ what, seconds, ask, instead }: Awaited<Answer>): Promise<Answer> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) break;
    await pause(500);
  }
  throw new Error(`not within ${seconds} s: ${what}${instead === undefined ? '' : `\n${await instead()}`}`);
}
