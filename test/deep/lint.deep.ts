import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { z } from 'zod';

const project = resolve(__dirname, '../..');
const messageSchema = z.looseObject({ ruleId: z.string().nullable(), line: z.number() });
const resultSchema = z.array(z.looseObject({ filePath: z.string(), messages: z.array(messageSchema) }));

/** Folders of the project with code; the examples' homes are no part of its types. */
const folders = readdirSync(project, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !/^(\.|node_modules$|cdk\.out$|dist$|examples$|coverage$)/.test(entry.name))
  .map(({ name }) => name);

/** What ESLint prints about a folder when it knows types. All folders together need more memory than Node takes by itself. */
const lint = (folder: string): Promise<string> =>
  new Promise((resolved, rejected) => {
    const program = join(project, 'node_modules/eslint/bin/eslint.js');
    const config = join(__dirname, 'support/classes.eslint.config.mjs');
    execFile(
      process.execPath,
      [program, '--config', config, '--format', 'json', '--no-error-on-unmatched-pattern', folder],
      { cwd: project, encoding: 'utf8', maxBuffer: 64 << 20 },
      (error, stdout, stderr) => {
        // It ends with 1 when it finds something.
        if (error !== null && error.code !== 1) rejected(new Error(stderr, { cause: error }));
        else resolved(stdout);
      },
    );
  });

test('nothing is taken for an instance of a class that its constructor did not make, but what is wrong on purpose', async () => {
  const results: z.infer<typeof resultSchema> = [];
  for (const folder of folders) results.push(...resultSchema.parse(JSON.parse(await lint(folder))));
  const told = results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId }) => `${relative(project, filePath)}:${line} ${ruleId ?? ''}`),
  );
  expect(told).toEqual([
    'test/fixtures/lint/not-an-instance.ts:6 @typescript-eslint/no-unsafe-class-instance-assignment',
  ]);
  expect(results.length).toBeGreaterThan(1000);
}, 600_000);
