import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { TemporaryHome } from '../support/temporary-home';

const place = new TemporaryHome();
afterAll(() => place.remove());

const answers = [
  '--community',
  'The Commons',
  '--account',
  '111122223333',
  '--region',
  'eu-central-1',
  '--domain',
  'commons.example',
  '--contact',
  'sre@commons.example',
  '--repository',
  'https://gitlab.commons.example/platform.git',
];

test('a home is made that renders', async () => {
  expect(await place.commons('init', 'made', ...answers)).toMatchObject({ code: 0, stderr: '' });
  expect(place.names('made')).toEqual(
    expect.arrayContaining(['.gitlab-ci.yml', 'README.md', 'cdk.json', 'environments', 'package.json']),
  );
  expect(await place.commons('--home', 'made', 'render')).toMatchObject({ code: 0, stderr: '' });
  expect(await place.run('commons', ['verify'], { COMMONS_HOME: place.path('made') })).toMatchObject({ code: 0 });
  expect(place.names('made', 'rendered')).toEqual(['production']);
});

test('a second environment joins the first', async () => {
  const added = await place.commons('environment', 'new', 'staging', '--home', 'made', ...answers);
  expect(added).toMatchObject({ code: 0, stderr: '' });
  expect(added.stdout).toBe('wrote made/environments/staging/environment.yaml; look through it, then: npm start\n');
  const again = await place.commons('environment', 'new', 'staging', '--home', 'made', ...answers);
  expect(again.code).toBe(1);
  expect(again.stderr).toContain('made/environments/staging:1:1 exists already');
  const tenant = await place.commons('tenant', 'new', 'site', '--home', 'made');
  expect(tenant.code).toBe(1);
  expect(tenant.stderr).toContain(
    '--environment:1:1 is missing: the home has several environments, or none\n    choose one of production, staging',
  );
});

test('a pipeline that is not what the program writes is a problem, until it is written again', async () => {
  const file = place.path('made', '.gitlab/commons.gitlab-ci.yml');
  const written = readFileSync(file, 'utf8');
  writeFileSync(file, written.replace('npx commons verify', 'true'));
  const stale = await place.commons('environment', 'check', '--home', 'made');
  expect(stale.code).toBe(1);
  expect(stale.stderr).toContain(
    '.gitlab/commons.gitlab-ci.yml:1:1 is not what the environments and this version of the program make of it\n    write it again: npm run commons -- pipeline',
  );
  expect(await place.commons('pipeline', '--home', 'made')).toMatchObject({ code: 0, stderr: '' });
  expect(readFileSync(file, 'utf8')).toBe(written);
  expect(await place.commons('environment', 'check', '--home', 'made')).toMatchObject({ code: 0 });
});

test('a home without a pipeline is asked where it runs', async () => {
  rmSync(place.path('made', '.gitlab'), { recursive: true });
  const { code, stderr } = await place.commons('pipeline', '--home', 'made');
  expect(code).toBe(1);
  expect(stderr).toContain('--forge:1:1 is missing, and the home has no pipeline yet');
  expect(await place.commons('pipeline', '--home', 'made', '--forge', 'forgejo')).toMatchObject({ code: 0 });
  expect(place.names('made', '.forgejo/workflows')).toEqual(['commons.yaml']);
});

test('where nobody can be asked, every answer that is missing is named', async () => {
  const { code, stderr } = await place.commons('init', 'unmade', '--community', 'The Commons');
  expect(code).toBe(1);
  expect(stderr.match(/^--\w+:1:1 is missing/gm)).toHaveLength(5);
  expect(stderr).toContain('write it like --account "111122223333"');
  expect(place.names('.')).not.toContain('unmade');
});

test('a wrong answer is refused as the check refuses it, and nothing is written', async () => {
  const { code, stderr } = await place.commons('init', 'unmade', ...answers, '--account', '12');
  expect(code).toBe(1);
  expect(stderr).toContain('environments/production/environment.yaml:3:10 account: is not an AWS account number');
  expect(place.names('.')).not.toContain('unmade');
});

test('whatever is in the way is named, and stays as it is', async () => {
  mkdirSync(place.path('taken'));
  for (const file of ['README.md', 'cdk.json', 'package.json']) writeFileSync(place.path('taken', file), '{}');
  const { code, stderr } = await place.commons('init', 'taken', ...answers);
  expect(code).toBe(1);
  expect(stderr.match(/^taken\/\S+:1:1 exists already/gm)).toEqual([
    'taken/cdk.json:1:1 exists already',
    'taken/README.md:1:1 exists already',
  ]);
  expect(place.names('taken')).toEqual(['README.md', 'cdk.json', 'package.json']);
  expect(readFileSync(place.path('taken', 'package.json'), 'utf8')).toBe('{}');
});

test.each([
  ['is cut off', '{\n  "name": "own",', '2:17 is not JSON: '],
  ['has what only YAML allows', '{\n  "name": "own",\n}', '3:1 is not JSON: '],
  [
    'has a list of scripts',
    '{\n  "scripts": []\n}',
    '2:14 scripts: is not a map\n    expected: { "<name>": "<text>" }',
  ],
])('a package.json that %s is named with its line, beside what else is in the way', async (_, text, said) => {
  const folder = mkdtempSync(place.path('broken-'));
  const name = basename(folder);
  writeFileSync(join(folder, 'package.json'), text);
  writeFileSync(join(folder, 'README.md'), '');
  const { code, stderr } = await place.commons('init', name, ...answers);
  expect(code).toBe(1);
  expect(stderr).toContain(`${name}/package.json:${said}`);
  expect(stderr).toContain(`${name}/README.md:1:1 exists already`);
  expect(stderr).not.toContain('    at ');
  expect(place.names(name)).toEqual(['README.md', 'package.json']);
  expect(readFileSync(join(folder, 'package.json'), 'utf8')).toBe(text);
});

test('a folder that is no home is named, with what to do', async () => {
  mkdirSync(place.path('empty'));
  expect(await place.commons('environment', 'check', '--home', 'empty')).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'empty/environments/:1:1 does not exist, so this is not the home of a community\n    change into its folder or name it with --home; commons init <folder> makes one\n',
  });
});
