import { copyFileSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { kinds } from '../../cdk8s/services/kinds';
import { deployedFacts } from '../support/deployed-facts';
import { compileFile } from '../support/compile-program';
import { compiledProgram } from '../support/compiled-program';
import { minimalTenant } from '../support/environment-folder';
import { TemporaryHome } from '../support/temporary-home';

const project = resolve(__dirname, '../..');
const example = join(project, 'examples/kind');

/** A home with the program installed, as npm would, and the example of a kind compiled, as `tsc` would. */
function homeWithKind(): TemporaryHome {
  const home = new TemporaryHome({
    production: { 'tenants/site.yaml': minimalTenant, 'facts.json': deployedFacts('production') },
  });
  const installed = home.path('node_modules', 'commons-platform');
  mkdirSync(installed, { recursive: true });
  copyFileSync(join(project, 'package.json'), join(installed, 'package.json'));
  symlinkSync(dirname(dirname(compiledProgram('commons'))), join(installed, 'dist'));
  symlinkSync(join(project, 'node_modules/zod'), home.path('node_modules', 'zod'));
  for (const file of readdirSync(example).filter((name) => name.endsWith('.ts'))) {
    compileFile(join(example, file), home.path(file.replace(/\.ts$/, '.js')));
  }
  return home;
}

const home = homeWithKind();
afterAll(() => home.remove());

const silently = { code: 0, stderr: '' };

test('a kind that a home brings along is known to editors, new tenants and the check like any other', async () => {
  expect(await home.commons('schemas')).toMatchObject(silently);
  const schema = home.files('environments')['tenant.schema.json'];
  expect(schema).toContain('"const": "short-links"');
  for (const { kind } of kinds) expect(schema).toContain(`"const": "${kind}"`);

  expect(await home.commons('tenant', 'new', 'go', '--kind', 'short-links')).toMatchObject(silently);
  expect(home.files('environments', 'production', 'tenants')['go.yaml']).toContain('  - kind: short-links\n');
  expect(await home.commons('environment', 'check')).toMatchObject(silently);
});

/** A tenant with short links at a host, and what else is said of them. */
const linksAt = (host: string, more = ''): string =>
  `${minimalTenant.replace('site.commons.example', host).replace(/web-application[^]*/, 'short-links\n')}    image: quay.io/commons/links:1\n${more}`;

test('it is rendered with what it needs in AWS and what is asked of it from outside', async () => {
  writeFileSync(home.path('environments', 'production', 'tenants', 'team.yaml'), linksAt('team.commons.example'));
  expect(await home.commons('render')).toMatchObject(silently);
  const verified = await home.commons('verify');
  expect(verified.stdout).toMatch(/production: 0 findings, \d+ rules\n$/);
  expect(verified).toMatchObject(silently);
  const rendered = home.files('rendered', 'production');
  const manifests = rendered['cluster/team/links.yaml'] ?? '';
  expect(manifests).toContain('name: LETTERS\n');
  expect(manifests).toContain('key: production/team/links/oauth2-client-secret\n');
  expect(manifests).toContain('name: links-db\n');
  expect(manifests).toContain('https://sso.commons.example/realms/commons');
  expect(rendered['cluster/images/import.yaml']).toContain('quay.io');
  const probes = Object.entries(rendered).flatMap(([file, text]) => (file.startsWith('probes/') ? [text] : []));
  expect(probes.join('\n')).toContain('https://team.commons.example/-/health');
});

test('its findings come with their place', async () => {
  const tenant = linksAt('a-very-long-host-name.commons.example', '    letters: 3\n');
  const other = homeWithKind();
  try {
    writeFileSync(other.path('environments', 'production', 'tenants', 'long.yaml'), tenant);
    const { code, stderr } = await other.commons('environment', 'check');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        'environments/production/tenants/long.yaml:9:14 services[0].letters: saves letters behind a host that is long\n    serve a shorter host, or write letters: 5\n',
    });
  } finally {
    other.remove();
  }
});

test.each([
  ['services[0]: findings of the kind short-links', 'findings: fail,', 'check'],
  ['services[0]: findings of the kind short-links', 'findings: fail,', 'render'],
  ['services[0]: chart of the kind short-links', '', 'render'],
  [': its schema or declare of a kind', '...(asked++ === 0 ? {} : fail()),', 'check'],
])('what %s throws comes with the place of the service, and its trace: %s', async (what, findings, command) => {
  const other = homeWithKind();
  try {
    writeFileSync(other.path('environments', 'production', 'tenants', 'team.yaml'), linksAt('team.commons.example'));
    const text = `const { defineKind } = require('commons-platform/cdk8s/services/service-kind'); const { z } = require('zod');
      exports.kinds = [defineKind({
        schema: z.looseObject({ kind: z.literal('short-links'), name: z.string().default('links'), hosts: z.array(z.string()).optional() }),
        declare: () => ({ secrets: { typedIn: [], generated: [] }, probes: { closed: [] }, ${findings} }),
        chart: async () => fail,
      })];
      let asked = 0;
      function fail() { throw new TypeError('of the kind'); }`;
    writeFileSync(other.path('commons.config.js'), text);
    const before = other.files();
    const args = command === 'check' ? ['environment', 'check'] : [command];
    const { code, stdout, stderr } = await other.commons(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^Error: environments\/production\/tenants\/team\.yaml/m);
    expect(stderr).toContain(`${what} throws; mend the kind`);
    expect(stderr).toMatch(/\[cause\]: TypeError: of the kind\n( +at .*\n)*? +at .*commons\.config\.js:\d/);
    expect(other.files()).toEqual(before);
  } finally {
    other.remove();
  }
});

const defined = (schema: string) =>
  `const { z } = require('zod'); const { defineKind } = require('commons-platform/cdk8s/services/service-kind');
   const fields = require('commons-platform/model/schema/fields');
   const kind = (name, more) => defineKind({
     schema: z.strictObject({ kind: z.literal(name), name: z.string().default('x'), hosts: z.array(z.string()).optional(), ...more }),
     declare: () => ({ secrets: { typedIn: [], generated: [] }, probes: { closed: [] } }),
     chart: () => Promise.resolve(() => undefined),
   });
   ${schema}`;

test.each<[string, string, readonly string[]]>([
  ['no object', 'module.exports = 3;', ['exports no object']],
  ['a slip of the pen', 'module.exports = { kind: [] };', ['kind: is not a known key', 'did you mean kinds?']],
  ['what is no list', 'module.exports = { kinds: {} };', ['kinds: is not a list']],
  [
    'what is no kind',
    'module.exports = { kinds: [{ kind: "wiki" }] };',
    ['kinds[0]: is not a kind of service', 'defineKind'],
  ],
  ['what is not installed', "require('not-installed');", ["cannot be loaded: Cannot find module 'not-installed'"]],
  ['what is not compiled', 'const x: number = 3;', ['cannot be loaded: ', 'compile it first']],
  [
    'a kind that there is',
    defined("module.exports = { kinds: [kind('hedgedoc')] };"),
    ['kinds[0].kind: hedgedoc is a kind that the program brings along'],
  ],
  [
    'a kind twice',
    defined("module.exports = { kinds: [kind('wiki'), kind('wiki')] };"),
    ['kinds[1].kind: wiki is kinds[0]'],
  ],
  [
    'a name that is none, and all else that is wrong',
    defined("module.exports = { kinds: [kind('Wiki'), 3] };"),
    ['kinds[0].kind: Wiki is no name for a kind', 'kinds[1]: is not a kind of service'],
  ],
  [
    'a text without an example',
    defined("module.exports = { kinds: [kind('wiki', { theme: z.string() })] };"),
    ['kinds[0].schema.theme: has no example'],
  ],
  [
    'a kind that throws',
    defined(`const fail = () => { throw new TypeError('of the kind'); };
      exports.kinds = [{ ...kind('pad'), schema: kind('pad').schema.transform(fail) }];`),
    ['kinds[0]: throws for its own example: TypeError: of the kind at ', 'mend its schema or declare'],
  ],
  [
    'an example that is wrong',
    defined("module.exports = { kinds: [kind('wiki', { host: fields.domainName.meta({ examples: ['WIKI'] }) })] };"),
    ['kinds[0].schema.host: refuses its own example: is not a fully qualified domain name'],
  ],
])('a home that adds %s is told so', async (_, text, said) => {
  const other = homeWithKind();
  try {
    writeFileSync(other.path('commons.config.js'), text);
    const before = other.files();
    const { code, stdout, stderr } = await other.commons('render');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^commons\.config\.js:1:1 /);
    for (const part of said) expect(stderr).toContain(part);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(other.files()).toEqual(before);
  } finally {
    other.remove();
  }
});
