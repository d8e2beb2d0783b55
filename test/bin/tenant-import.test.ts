import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { deployedFacts } from '../support/deployed-facts';
import { changed, minimalEnvironment } from '../support/environment-folder';
import { TemporaryHome } from '../support/temporary-home';

const home = new TemporaryHome({ production: { 'facts.json': deployedFacts('production') } });
afterAll(() => home.remove());

const compose = `services:
  app:
    image: quay.io/commons-example/board:2
    ports: ['80:3000']
    environment: { DB_URL: 'postgres://board:board@db/board', API_TOKEN: given-by-somebody-else }
  db: { image: 'postgres:17', environment: { POSTGRES_USER: board, POSTGRES_PASSWORD: board } }
`;
mkdirSync(home.path('board'));
writeFileSync(home.path('board', 'compose.yaml'), compose);

const input = 'board/compose.yaml';
const out = 'environments/production/tenants/board.yaml';

test('a draft is printed, and what is not taken over on the standard error', async () => {
  const { code, stdout, stderr } = await home.commons('tenant', 'import', input);
  expect(code).toBe(0);
  expect(stdout).toContain('\nhosts: [board.commons.example]\n');
  expect(stdout).toContain("\n      DB_URL: '$(DATABASE_URL)'\n");
  expect(stdout + stderr).not.toContain('given-by-somebody-else');
  expect(stderr.split('\n')).toEqual([
    'app:',
    `  ${input}:5 variable API_TOKEN: is a secret, and no value of one is in the draft`,
    '    give its value to the platform team before the first start',
    'db:',
    `  ${input}:6 process db: the platform’s database takes its place, with a name, a user and a password of its own`,
    '    dump the old database and load it here; give $(DATABASE_NAME), $(DATABASE_USER) and $(DATABASE_PASSWORD) to the variables by which the application reads them',
    '2 things to look at; the draft is for tenants/board.yaml, then: commons environment check',
    '',
  ]);
  expect(home.leftovers()).toEqual([]);
});

test('a draft that is written passes the check with what is to be decided as warnings, and is never overwritten unasked', async () => {
  const first = await home.commons('tenant', 'import', input, '--out', out);
  expect({ code: first.code, stdout: first.stdout }).toEqual({ code: 0, stdout: '' });
  const { code, stdout } = await home.commons('environment', 'check', 'production');
  expect(code).toBe(0);
  expect(stdout).toContain(`warning: ${out}:6:15 maintainers[0]: is a placeholder`);

  writeFileSync(home.path(out), 'changed by hand');
  const second = await home.commons('tenant', 'import', input, '--out', out);
  expect(second).toEqual({
    code: 1,
    stdout: '',
    stderr: `${out}:1:1 exists already\n    choose another file, or write --replace\n`,
  });
  expect(readFileSync(home.path(out), 'utf8')).toBe('changed by hand');
  expect((await home.commons('tenant', 'import', input, '--out', out, '--replace')).code).toBe(0);
  expect(readFileSync(home.path(out), 'utf8')).toContain('quay.io/commons-example/board:2');
});

test('a program gets both as JSON', async () => {
  const { code, stdout } = await home.commons('tenant', 'import', input, '--json', '--name', 'panel');
  const answer = z
    .strictObject({
      name: z.string(),
      draft: z.string(),
      left: z.array(z.looseObject({ process: z.string(), at: z.object({ line: z.number() }) })),
    })
    .parse(JSON.parse(stdout));
  expect({ code, name: answer.name, lines: answer.left.map(({ at }) => at.line) }).toEqual({
    code: 0,
    name: 'panel',
    lines: [5, 6],
  });
});

test.each([
  ['a file that is not there', ['nowhere.yaml'], 'nowhere.yaml:1:1 does not exist\n'],
  ['a folder', ['board'], 'board:1:1 is a folder\n'],
  ['a name that is none', [input, '--name', 'Board_2'], '--name Board_2:1:1 is not a name for a tenant\n'],
  ['an environment that there is not', [input, '--environment', 'producton'], 'did you mean production?'],
  [
    'a format that there is not',
    [input, '--from', 'manifest'],
    '--from manifest:1:1 is not a format that can be imported\n    did you mean manifests?\n',
  ],
  ['the wrong format', [input, '--from', 'manifests'], `${input}:1:1 is no object of Kubernetes\n`],
])('%s is refused, and nothing is printed', async (_, args, error) => {
  const { code, stdout, stderr } = await home.commons('tenant', 'import', ...args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(error);
});

const several = new TemporaryHome({
  production: {},
  staging: {
    'environment.yaml': changed(minimalEnvironment, 'domains: [commons.example]', 'domains: [staging.example]'),
  },
});
afterAll(() => several.remove());
mkdirSync(several.path('board'));
writeFileSync(several.path(input), compose);

test.each([
  ['the option', ['--environment', 'staging'], 'staging'],
  ['the file to write', ['--out', 'environments/staging/tenants/board.yaml'], 'staging'],
  [
    'the option before the file',
    ['--environment', 'production', '--out', 'environments/staging/tenants/b.yaml'],
    'commons',
  ],
])('of several environments, %s says for which the draft is', async (_, args, domain) => {
  const { code, stdout } = await several.commons('tenant', 'import', input, '--json', ...args);
  expect(code).toBe(0);
  expect(stdout).toContain(`hosts: [board.${domain}.example]`);
});

test.each([
  [
    'none is named',
    ['--out', 'board.yaml'],
    '--environment:1:1 is missing: the home has several environments\n    choose one of production, staging, or write the draft to environments/<name>/tenants with --out\n',
  ],
  [
    'the file to write is in another one',
    ['--out', 'environments/stagin/tenants/board.yaml'],
    '--out environments/stagin/tenants/board.yaml:1:1 is below stagin, which is no environment of this home\n    did you mean staging?\n',
  ],
])('of several environments, a draft is refused where %s', async (_, args, error) => {
  const before = several.files();
  expect(await several.commons('tenant', 'import', input, ...args)).toEqual({ code: 1, stdout: '', stderr: error });
  expect(several.files()).toEqual(before);
});
