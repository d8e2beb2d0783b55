import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { pythonOf, type Toolbox } from './python';
import { noAccount } from './variables';

/** What a linter finds in a template. */
export interface LintFinding {
  readonly rule: string;
  readonly template: string;
  /** Type and logical id. */
  readonly resource: string;
}

const cfnLintSchema = z.array(
  z.object({
    Rule: z.object({ Id: z.string() }),
    Filename: z.string(),
    Location: z.object({ Path: z.array(z.union([z.string(), z.number()])) }),
  }),
);

/** Everything that cfn-lint finds in templates, whatever `.cfnlintrc.yaml` leaves out; `typeOf` tells types by logical id. */
export async function cfnLint(
  templates: readonly string[],
  typeOf: (template: string, id: string) => string,
): Promise<readonly LintFinding[]> {
  const program = ['-c', 'from cfnlint.runner import main; main()'];
  const output = await run('aws', [...program, '--format', 'json', '--', ...templates]);
  return cfnLintSchema.parse(JSON.parse(output)).map(
    ({
      Rule,
      Filename,
      Location: {
        Path: [, id = ''],
      },
    }) => ({
      rule: Rule.Id,
      template: basename(Filename),
      resource: `${typeOf(Filename, String(id))} ${id}`,
    }),
  );
}

const checkovSchema = z.object({
  results: z.object({
    passed_checks: z.array(z.unknown()),
    parsing_errors: z.array(z.string()),
    failed_checks: z.array(z.object({ check_id: z.string(), file_path: z.string(), resource: z.string() })),
  }),
});

/** Everything that checkov finds in templates and no resource acknowledges, whatever `.checkov.yaml` leaves out. */
export async function checkov(templates: readonly string[]): Promise<readonly LintFinding[]> {
  const files = templates.flatMap((template) => ['--file', template]);
  const output = await run('checkov', [
    '-m',
    'checkov.main',
    '--framework',
    'cloudformation',
    '--compact',
    '--output',
    'json',
    '--skip-download',
    ...files,
  ]);
  const { results } = checkovSchema.parse(JSON.parse(output));
  if (results.parsing_errors.length > 0) throw new Error(`checkov cannot read ${results.parsing_errors.join(', ')}`);
  if (results.passed_checks.length === 0) throw new Error('checkov checked nothing');
  return results.failed_checks.map(({ check_id: rule, file_path: file, resource }) => ({
    rule,
    template: basename(file),
    resource: resource.replace('.', ' '),
  }));
}

/** Runs a linter where it finds no configuration; it fails when it finds something, which is no failure here. */
async function run(toolbox: Toolbox, args: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'commons-lint-'));
  try {
    return await new Promise((resolved, rejected) => {
      execFile(
        pythonOf(toolbox),
        args,
        { cwd: folder, env: { ...noAccount, HOME: folder }, encoding: 'utf8', maxBuffer: 2 ** 26 },
        (error, stdout, stderr) => {
          if (stdout === '') rejected(new Error(stderr, { cause: error }));
          else resolved(stdout);
        },
      );
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
