import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { pythonOf } from './python';
import type { Json } from './template';
import type { Variables } from './variables';

/** A call of the AWS API, and what of its answer matters. */
export interface Call {
  readonly service: string;
  /** As boto3 names it: `describe_vpcs`. */
  readonly operation: string;
  readonly parameters: Readonly<Record<string, Json>>;
  /** JMESPath. */
  readonly query: string;
}

const answersSchema = z.array(
  z.union([z.strictObject({ answer: z.json() }), z.strictObject({ error: z.string(), message: z.string() })]),
);

/** What AWS answers, or how it refuses. */
export type Answer = z.output<typeof answersSchema>[number];

/** AWS through boto3, which knows every service; an SDK package for each would serve these tests alone. */
export interface Aws {
  /** @throws Error when a call is wrong in itself, or the emulator breaks down over it. */
  readonly ask: (region: string, calls: readonly Call[]) => Promise<readonly Answer[]>;
  readonly stop: () => void;
}

/** Starts the process that calls AWS with `variables`. */
export function startAws(variables: Variables): Aws {
  const child = spawn(pythonOf('aws'), [join(__dirname, 'aws.py')], {
    // What fails once fails again: these are no real services.
    env: { ...variables, AWS_MAX_ATTEMPTS: '1' },
  });
  const problems: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => problems.push(text));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    ask: async (region, calls) => {
      child.stdin.write(`${JSON.stringify({ region, calls })}\n`);
      const line: IteratorResult<string, unknown> = await lines.next();
      if (line.done === true) throw new Error(problems.join(''));
      return answersSchema.parse(JSON.parse(line.value));
    },
    stop: () => {
      child.stdin.end();
    },
  };
}
