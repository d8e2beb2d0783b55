import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { strictResultSchema } from './policy-packs/strict-synthesis';

const resultsSchema = z.object({ environments: strictResultSchema, bad: strictResultSchema });

describe('every template, under the CloudFormation validator and the AwsSolutions pack', () => {
  const folder = mkdtempSync(join(tmpdir(), 'commons-strict-'));
  const project = resolve(__dirname, '../..');
  const script = join(project, 'test/deep/policy-packs/strict-synthesis.ts');
  // Compiling the validator's WebAssembly in one pass takes two thirds of the time and memory.
  const node = ['--liftoff-only', '--require', 'ts-node/register', script, folder];
  const env = { ...process.env, CDK_VALIDATION: undefined };
  const output = execFileSync(process.execPath, node, {
    cwd: project,
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const results = resultsSchema.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''));

  afterAll(() => rmSync(folder, { recursive: true }));

  test('breaks no rule that is not acknowledged where it is broken', () => {
    expect(results.environments).toEqual({
      validator: { broken: [], acknowledged: ['W2508', 'W3010'] },
      awsSolutions: [],
    });
  });

  test('is really looked at: a bad stack is refused by both', () => {
    expect(results.bad.validator.broken).toContain('F3002');
    expect(results.bad.awsSolutions).toContain('AwsSolutions-S1');
  });
});
