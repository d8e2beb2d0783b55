import { spawnSync } from 'node:child_process';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';

const project = resolve(__dirname, '../..');

/** How jest ends over suites that are wrong on purpose. */
const resultSchema = z.object({
  success: z.literal(false),
  testResults: z.array(z.object({ name: z.string(), status: z.enum(['passed', 'failed']), message: z.string() })),
});

/** What is told of each. */
const faults = {
  'exits.ts': 'A test ended the process with 0',
  'last-hook.ts': 'after all',
  'no-test.ts': 'must contain at least one test',
  'rejection.ts': 'nobody hears',
  'right.ts': '',
  'slow-hook.ts': 'Exceeded timeout of 100 ms',
  'throws-while-loaded.ts': 'while loaded',
  'too-slow.ts': 'Exceeded timeout of 100 ms',
  'wrong-each.ts': 'Object.is equality',
};

test('tests and hooks that take too long, suites without tests and errors that nobody catches are found', () => {
  const config = join(project, 'test/fixtures/wrong-suites/jest.config.mjs');
  const jest = [join(project, 'node_modules/jest/bin/jest.js'), '--config', config, '--maxWorkers=2', '--json'];
  const { stdout } = spawnSync(process.execPath, jest, { encoding: 'utf8', timeout: 110_000 });
  const { testResults } = resultSchema.parse(JSON.parse(stdout));
  const told = Object.fromEntries(testResults.map(({ name, message }) => [basename(name), message]));
  expect(Object.keys(told).sort()).toEqual(Object.keys(faults).sort());
  for (const [file, fault] of Object.entries(faults)) expect(told[file]).toContain(fault);
  expect(testResults.filter(({ status }) => status === 'passed').map(({ name }) => basename(name))).toEqual([
    'right.ts',
  ]);
}, 120_000);
