import { createInterface } from 'node:readline/promises';
import { toOneLine } from '../model/schema-example';
import type { RequiredValue } from '../lib/operations/new-tenant';

/** Asks a question and waits for a line. */
export type Prompt = (question: string) => Promise<string>;

/** Runs `use` with questions to whoever sits at the terminal; without a terminal nobody can be asked. */
export async function withTerminalPrompt<Result>(use: (ask: Prompt | undefined) => Promise<Result>): Promise<Result> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return use(undefined);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    return await use((question) => terminal.question(question));
  } finally {
    terminal.close();
  }
}

/** What people answer for each value, as they would write it in YAML; an empty line takes the example. */
export async function promptForValues(
  values: readonly RequiredValue[],
  ask: Prompt,
): Promise<Readonly<Record<string, string>>> {
  const answers: Record<string, string> = {};
  for (const { key, description, example } of values) {
    const answer = await ask(`${key} (${description})\n  [${toOneLine(example)}] `);
    if (answer.trim() !== '') answers[key] = answer.trim();
  }
  return answers;
}
