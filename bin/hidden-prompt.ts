import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Prompt } from './prompt-for-values';

/** Runs `use` with a function that asks at the terminal and shows no answer; without a terminal `use` gets undefined. */
export async function withHiddenPrompt<Result>(use: (ask: Prompt | undefined) => Promise<Result>): Promise<Result> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return use(undefined);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true, historySize: 0 });
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    return await use(async (question) => {
      process.stdout.write(question);
      const answer = await terminal.question('');
      process.stdout.write('\n');
      return answer;
    });
  } finally {
    terminal.close();
  }
}
