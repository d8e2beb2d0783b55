import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { deployedFacts } from '../support/deployed-facts';

const project = resolve(__dirname, '../..');
const place = mkdtempSync(join(tmpdir(), 'commons-package-'));
const home = join(place, 'my-community');
afterAll(() => rmSync(place, { recursive: true }));

/** Runs a program as somebody who has never seen this repository; what npm has fetched once may be used again. */
async function run(folder: string, program: string, ...args: readonly string[]): Promise<string> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, CI: 'true', npm_config_prefer_offline: 'true' };
  const { stdout } = await promisify(execFile)(program, args, { cwd: folder, env, maxBuffer: 100_000_000 });
  return stdout;
}

const npm = (...args: readonly string[]) => run(home, 'npm', '--no-audit', '--no-fund', ...args);
const git = (...args: readonly string[]) =>
  run(home, 'git', '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args);

/** Packs the package below `folder`, and returns the file's name below `place`. */
async function pack(folder: string, ...args: readonly string[]): Promise<string> {
  const output = await run(folder, 'npm', 'pack', '--silent', '--pack-destination', place, ...args);
  return output.trim().split('\n').at(-1) ?? '';
}

test('the package is packed, installed, and makes a home that renders, synthesizes and holds', async () => {
  const file = await pack(project);
  mkdirSync(home);
  await npm('install', join('..', file));
  await run(
    home,
    'npx',
    'commons',
    'init',
    '.',
    '--community',
    'Newcomers',
    '--account',
    '111122223333',
    '--region',
    'eu-central-1',
    '--domain',
    'newcomers.example',
    '--contact',
    'sre@newcomers.example',
    '--repository',
    'https://codeberg.org/newcomers/platform.git',
  );
  await npm('install');
  expect(await npm('start')).toContain('production');
  expect(await npm('run', 'check')).toMatch(/production: 0 findings, \d+ rules/);
  const added = await npm('run', 'commons', '--', 'tenant', 'new', 'pad', '--kind', 'hedgedoc');
  expect(added).toContain('wrote environments/production/tenants/pad.yaml');
  expect(await npm('start')).toContain('production');
}, 600_000);

test('the CDK command writes what was rendered, and sees no difference from it', async () => {
  await run(home, 'npx', 'cdk', 'synth', '--quiet', '--no-notices');
  const rendered = join(home, 'rendered/production/aws');
  const templates = readdirSync(rendered).filter((file) => file.endsWith('.template.json'));
  expect(templates.length).toBeGreaterThan(3);
  for (const template of templates) {
    expect(readFileSync(join(home, 'cdk.out', template), 'utf8')).toBe(readFileSync(join(rendered, template), 'utf8'));
  }
  const template = join(rendered, 'production-network.template.json');
  const diff = ['cdk', 'diff', 'production-network', '--template', template, '--fail', '--no-notices'];
  await expect(run(home, 'npx', ...diff)).resolves.toBeDefined();
}, 300_000);

test('a construct of the package can be used in a program of one’s own', async () => {
  writeFileSync(
    join(home, 'own.mjs'),
    `import { Vpc } from 'aws-cdk-lib/aws-ec2';
     import names from 'commons-platform/model/naming';
     if (typeof names.resourceNames !== 'function' || typeof Vpc !== 'function') process.exit(1);`,
  );
  await run(home, process.execPath, 'own.mjs');
});

test('a kind of one’s own is compiled against the package, and rendered', async () => {
  const example = join(home, 'node_modules/commons-platform/examples/kind');
  for (const file of readdirSync(example)) cpSync(join(example, file), join(home, file));
  await run(home, process.execPath, join(project, 'node_modules/typescript/bin/tsc'), '-p', '.');
  await npm('run', 'commons', '--', 'tenant', 'new', 'go', '--kind', 'short-links');
  await npm('run', 'commons', '--', 'schemas');
  // Nothing of a tenant is rendered before the stacks are deployed that its services read from.
  const facts = join(home, 'environments/production/facts.json');
  writeFileSync(facts, deployedFacts('production', '111122223333', 'eu-central-1'));
  expect(await npm('start')).toContain('production');
  expect(readFileSync(join(home, 'rendered/production/cluster/go/links.yaml'), 'utf8')).toContain('name: LETTERS');
  expect(await npm('run', 'check')).toMatch(/production: 0 findings, \d+ rules/);
}, 300_000);

test('a second version installed over it changes what is rendered in plain sight, and nothing else', async () => {
  await run(home, 'git', 'init', '--quiet');
  await git('add', '.');
  await git('commit', '--quiet', '--message', 'The first version');
  expect(await git('status', '--porcelain')).toBe('');

  const next = join(place, 'next');
  cpSync(join(home, 'node_modules/commons-platform'), next, { recursive: true });
  for (const name of ['package.json', 'dist/model/documentation.js']) {
    const text = readFileSync(join(next, name), 'utf8');
    const newer = text.replace(/(v|"version": ")\d+\.\d+\.\d+/, (_, before: string) => `${before}9.8.7`);
    expect(newer).not.toBe(text);
    writeFileSync(join(next, name), newer);
  }
  await npm('install', join('..', await pack(next, '--ignore-scripts')));
  await npm('start');
  const changed = (await git('diff', '--unified=0', '--', 'rendered'))
    .split('\n')
    .filter((line) => /^[+-][^+-]/.test(line));
  expect(changed.length).toBeGreaterThan(10);
  expect(changed.filter((line) => line.startsWith('+') && !line.includes('/v9.8.7/docs/'))).toEqual([]);
  expect(await git('status', '--porcelain', '--', 'environments')).toBe('');
}, 300_000);
