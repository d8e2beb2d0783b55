import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import tseslint from 'typescript-eslint';
import { z } from 'zod';
import { lintMistakes } from '../support/lint-mistakes';

const project = resolve(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'commons-lint-'));
afterAll(() => rmSync(folder, { recursive: true }));

const diagnosticsSchema = z.object({
  diagnostics: z.array(z.looseObject({ code: z.string(), filename: z.string(), severity: z.string() })),
});

const withoutPlugin = (rule: string): string => rule.replace(/^.*\//, '');

/** The rules that find something in each file below `folder`. */
function findings(): ReadonlySet<string> {
  const args = ['--config', join(project, '.oxlintrc.json'), '--format', 'json', '.'];
  const { stdout } = spawnSync(join(project, 'node_modules/.bin/oxlint'), args, { cwd: folder, encoding: 'utf8' });
  const { diagnostics } = diagnosticsSchema.parse(JSON.parse(stdout));
  return new Set(diagnostics.map(({ filename, code, severity }) => `${severity} ${filename} ${code}`));
}

/** Rules that typescript-eslint recommends to whoever is strict, and those that we add. */
const recommended = [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked]
  .flatMap(({ rules = {} }) => Object.entries(rules))
  .flatMap(([rule, level]) => (level === 'off' ? [] : [rule]));
const wanted = new Set([...recommended, 'switch-exhaustiveness-check', 'no-useless-spread'].map(withoutPlugin));

/** It is found in every place where something may be unused, below. */
const unused = 'no-unused-vars';

/** oxlint has no such rule; test:deep has ESLint look for it. */
const elsewhere = 'no-unsafe-class-instance-assignment';

test('each rule finds its mistake', () => {
  const options = { extends: join(project, 'tsconfig.json'), compilerOptions: { types: [] }, include: ['*.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
  for (const [rule, text] of Object.entries(lintMistakes)) writeFileSync(join(folder, `${rule}.ts`), `${text}\n`);
  const found = findings();
  const isFound = (rule: string) =>
    ['typescript', 'eslint', 'unicorn'].some((plugin) => found.has(`error ${rule}.ts ${plugin}(${rule})`));
  expect(Object.keys(lintMistakes).filter((rule) => !isFound(rule))).toEqual([]);
});

test('files that import each other are found, also by way of a third', () => {
  for (const [name, next] of [
    ['cycle-one', 'cycle-two'],
    ['cycle-two', 'cycle-three'],
    ['cycle-three', 'cycle-one'],
  ] as const) {
    writeFileSync(
      join(folder, `${name}.ts`),
      `import { run as next } from './${next}';\nexport const run = (): void => { next(); };\n`,
    );
  }
  expect([...findings()].filter((each) => each.endsWith('import(no-cycle)'))).toHaveLength(3);
});

/** Something that nobody uses, by what it is. */
const unusedThings = {
  variable: 'const text = 1;',
  'marked-variable': 'const _text = 1;',
  import: "import { join } from 'node:path';",
  argument: 'export const one = (text: string) => 1;',
  error: 'export const one = (): number => {\n  try {\n    return 1;\n  } catch (_error) {\n    return 2;\n  }\n};',
  member: 'const [first, _second] = [1, 2];\nexport default first;',
  type: 'type Text = string;',
};

test('what nobody uses is found, whatever its name', () => {
  const files = Object.entries(unusedThings).map(([what, text]) => [`unused-${what}.ts`, text] as const);
  for (const [file, text] of files) writeFileSync(join(folder, file), `${text}\nexport {};\n`);
  const found = findings();
  const silent = files.filter(([file]) => !found.has(`error ${file} eslint(no-unused-vars)`));
  expect(silent).toEqual([]);
});

test('a wrong type is found', () => {
  writeFileSync(join(folder, 'wrong-type.ts'), "export const one: number = 'a';\n");
  expect([...findings()]).toContain('error wrong-type.ts typescript(TS2322)');
});

test('no rule is left out', () => {
  expect([...Object.keys(lintMistakes), elsewhere, unused].sort()).toEqual([...wanted].sort());
});
