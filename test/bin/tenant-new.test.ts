import { kinds } from '../../cdk8s/services/kinds';
import { uncheckedNotices } from '../../lib/operations/preflight/unchecked-notices';
import { requiredValues } from '../../lib/operations/new-tenant';
import { deployedFacts } from '../support/deployed-facts';
import { minimalTenant } from '../support/environment-folder';
import { minimalNotices } from '../support/minimal-notices';
import { TemporaryHome } from '../support/temporary-home';

const project = new TemporaryHome({
  production: { 'tenants/site.yaml': minimalTenant, 'facts.json': deployedFacts('production') },
});
afterAll(() => project.remove());

const file = 'environments/production/tenants/wiki.yaml';

test('a name is enough for a tenant that passes the check, with what is left to say as warnings', async () => {
  expect(await project.commons('tenant', 'new', 'wiki')).toEqual({
    code: 0,
    stderr: '',
    stdout: `wrote ${file}; look through it, then: npm start\nan example yet: image: quay.io/commons/blog:stable (image with registry and tag or digest, like quay.io/commons/blog:stable)\n`,
  });
  expect(project.names('environments', 'production', 'tenants')).toEqual(['site.yaml', 'wiki.yaml']);

  const { code, stdout, stderr } = await project.commons('environment', 'check', 'production');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.replaceAll(/:\d+:\d+ /g, ' ').split('\n')).toEqual([
    `warning: ${file} maintainers[0]: is a placeholder`,
    '    name a person',
    `warning: ${file} maintainers[1]: is a placeholder`,
    '    name a person',
    ...minimalNotices('production'),
    'production: no problems, 2 warnings, 2 tenants',
    ...uncheckedNotices,
    '',
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

test('each kind of service gives a tenant that passes the check, and says what is an example yet', async () => {
  const home = new TemporaryHome({ kinds: {} });
  try {
    for (const each of kinds) {
      const { kind } = each;
      const { code, stdout, stderr } = await home.commons(
        'tenant',
        'new',
        kind,
        '--environment',
        'kinds',
        '--kind',
        kind,
      );
      expect({ kind, code, stderr }).toEqual({ kind, code: 0, stderr: '' });
      const examples = [...stdout.matchAll(/^an example yet: (\w+): /gm)].map(([, key]) => key);
      expect({ kind, examples }).toEqual({ kind, examples: requiredValues(each).map(({ key }) => key) });
    }
    const { code, stderr } = await home.commons('environment', 'check', 'kinds');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  } finally {
    home.remove();
  }
}, 180_000);

test('what a service cannot be without is said by --set, as it would stand in the file', async () => {
  const said = [
    '--set',
    'gitlab=https://git.commons.example',
    '--set',
    'namespaces=[web, docs]',
    '--image',
    'quay.io/a/b:1',
  ];
  const { code, stdout } = await project.commons('tenant', 'new', 'shelf', '--kind', 'release-service', ...said);
  expect({ code, examples: stdout.includes('an example yet') }).toEqual({ code: 0, examples: false });
  const text = project.files('environments', 'production', 'tenants')['shelf.yaml'];
  for (const line of ['image: quay.io/a/b:1', 'gitlab: https://git.commons.example', '  - web']) {
    expect(text).toContain(`\n    ${line}\n`);
  }
});

test.each([
  [
    'a kind there is not',
    ['x', '--kind', 'discurse'],
    '--kind discurse:1:1 is not a kind of service\n    did you mean discourse? kinds: ',
  ],
  ['a value without a key', ['x', '--set', 'stable'], '--set stable:1:1 says no key\n'],
  [
    'a key that its kind does not have',
    ['x', '--kind', 'hedgedoc', '--set', 'gest=none'],
    'environments/production/tenants/x.yaml:17:5 services[0].gest: is not a known key\n    did you mean guests?\n',
  ],
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
