import { minimalTenant } from '../support/environment-folder';
import { ProjectCopy } from '../support/process';

const project = new ProjectCopy({ production: { 'tenants/site.yaml': minimalTenant } });
afterAll(() => project.remove());

const file = 'environments/production/tenants/wiki.yaml';

test('a name is enough for a tenant that passes the check, with what is left to say as warnings', async () => {
  expect(await project.commons('tenant', 'new', 'wiki')).toEqual({
    ...{ code: 0, stderr: '' },
    stdout: `wrote ${file}; look through it, then: npm start\n`,
  });
  expect(project.names('environments', 'production', 'tenants')).toEqual(['site.yaml', 'wiki.yaml']);

  const { code, stdout, stderr } = await project.commons('environment', 'check', 'production');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.replaceAll(/:\d+:\d+ /g, ' ').split('\n')).toEqual([
    ...[`warning: ${file} maintainers[0]: is nobody yet`, '    name a person'],
    ...[`warning: ${file} maintainers[1]: is nobody yet`, '    name a person'],
    ...['production: no problems, 2 warnings, 2 tenants', ''],
  ]);
  expect(project.leftovers()).toEqual([]);
});

test('what was said about a tenant is in its file', async () => {
  const said = ['--purpose', 'Pads of the "board"', '--maintainer', 'elif-kaya', 'ines-okafor', '--kind', 'hedgedoc'];
  const { code } = await project.commons('tenant', 'new', 'board', ...said, '--host', 'b.commons.example');
  expect(code).toBe(0);
  const text = project.files('environments', 'production', 'tenants')['board.yaml'];
  for (const line of [
    'purpose: "Pads of the \\"board\\""',
    'maintainers: [elif-kaya, ines-okafor]',
    'hosts: [b.commons.example]',
    '  - kind: hedgedoc',
  ]) {
    expect(text).toContain(`\n${line}\n`);
  }
});

test.each([
  [
    'a tenant that exists',
    ['site', '--purpose', 'Something else'],
    'environments/production/tenants/site.yaml:1:1 exists already\n    change that file, or choose another name\n',
  ],
  ['a name that is none', ['Wiki_2'], 'environments/production/tenants/Wiki_2.yaml:'],
  // Its file is read before that of the tenant who has the host, which is not the one to mend.
  [
    'a host of another tenant',
    ['about', '--host', 'site.commons.example'],
    'environments/production/tenants/about.yaml:',
  ],
  ['a name that leads out of the folder', ['../../../escaped'], ''],
  ['a name with a folder', ['a/b'], ''],
])('%s is refused, and no file changes', async (_, args, said) => {
  const before = project.files();
  const { code, stdout, stderr } = await project.commons('tenant', 'new', ...args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.slice(0, said.length)).toBe(said);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(project.files()).toEqual(before);
});
