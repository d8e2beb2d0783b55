import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { deployedFacts } from '../support/deployed-facts';
import { changed, completeFacts, minimalEnvironment, minimalTenant } from '../support/environment-folder';
import { TemporaryHome } from '../support/temporary-home';

/** Every way in which the files of an environment can be broken, an environment each. */
const broken = {
  'a-syntax': { 'environment.yaml': changed(minimalEnvironment, 'us-east-1c]', 'us-east-1c') },
  'b-type': { 'environment.yaml': changed(minimalEnvironment, "'111122223333'", '111122223333') },
  'c-key': { 'environment.yaml': changed(minimalEnvironment, '  block:', '  flowlogs: {}\n  block:') },
  'd-overlap': { 'environment.yaml': changed(minimalEnvironment, '10.0.0.0', '10.128.0.0') },
  'e-zone': { 'environment.yaml': changed(minimalEnvironment, 'us-east-1c', 'us-west-2c') },
  'f-hosts': { 'tenants/first.yaml': minimalTenant, 'tenants/second.yaml': minimalTenant },
  'g-foreign': { 'facts.json': changed(completeFacts, '"testing"', '"production"') },
  'h-cut': { 'facts.json': completeFacts.slice(0, 120) },
};

/** What is told of them, and of an environment that does not exist. */
const told = [
  'environments/a-syntax/environment.yaml:7:1 not valid YAML: ',
  'environments/b-type/environment.yaml:4:10 account: is not text',
  'environments/c-key/environment.yaml:15:3 network.flowlogs: is not a known key',
  'environments/d-overlap/environment.yaml:15:10 network.block: overlaps 10.128.0.0/14, which the cluster uses inside (pods)',
  'environments/e-zone/environment.yaml:6:33 zones[2]: us-west-2c is not a zone of us-east-1',
  'environments/f-hosts/tenants/second.yaml:5:9 hosts[0]: site.commons.example belongs to tenant first',
  "environments/g-foreign/facts.json:2:18 environment: is production, but this environment's is g-foreign",
  'environments/h-cut/facts.json:6:24 not valid YAML: ',
  'environments/alfa/environment.yaml:1:1 does not exist',
];

const project = new TemporaryHome({
  alpha: { 'tenants/site.yaml': minimalTenant, 'facts.json': deployedFacts('alpha') },
  omega: { 'facts.json': deployedFacts('omega') },
});
afterAll(() => project.remove());

const environments = project.files('environments');
let rendered = {};

beforeAll(async () => {
  const { code, stderr, stdout } = await project.commons('render');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/waiting: alpha\/cluster\/storage needs the facts fileSystemId, volumeKeyArn\n/);
  rendered = project.files('rendered');
});

/** What a run that failed must have left: nothing of its own, and everything else as it was. */
function expectNothingWritten(): void {
  expect(project.files('rendered')).toEqual(rendered);
  expect(project.names('rendered')).toEqual(['alpha', 'omega']);
  expect(project.leftovers()).toEqual([]);
}

test('a rendering has the five parts of each environment, what waits for facts, and which images go by a tag', () => {
  expect(project.names('rendered', 'alpha')).toEqual([
    'aws',
    'cluster',
    'dns',
    'probes',
    'rights',
    'unpinned.yaml',
    'waiting.yaml',
  ]);
  expect(Object.keys(rendered)).toEqual(
    expect.arrayContaining([
      'alpha/aws/alpha-network.template.json',
      'alpha/cluster/site/web.yaml',
      'alpha/dns/commons.example.zone',
      'omega/aws/omega-dns.template.json',
      'omega/waiting.yaml',
    ]),
  );
  expect(project.files('environments')).toEqual({
    ...environments,
    'alpha/stateful.yaml': expect.stringContaining('\nnetwork:\n  - FlowLogsBucket87F67F60 ') as unknown,
    'omega/stateful.yaml': expect.stringContaining('\nnetwork:\n  - FlowLogsBucket87F67F60 ') as unknown,
  });
  expect(project.leftovers()).toEqual([]);
});

describe('what holds data or what others hold on to is listed beside an environment', () => {
  const list = project.path('environments', 'alpha', 'stateful.yaml');
  const written = () => readFileSync(list, 'utf8');
  const lines = () => written().split('\n');
  const lineOf = (text: string) => lines().findIndex((line) => line.endsWith(text)) + 1;
  const bucket = '  - FlowLogsBucket87F67F60 alpha-flow-logs-111122223333-us-east-1\n';

  test.each([
    ['new ids', ''],
    ['names, to a list that has none yet,', '  - FlowLogsBucket87F67F60\n'],
  ])('%s are added, and the rest stays byte for byte', async (_, instead) => {
    const before = written();
    writeFileSync(list, changed(before, bucket, instead));
    const { code, stdout } = await project.commons('render', 'alpha');
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(
        'listed alpha-network/FlowLogsBucket87F67F60, which holds data or others hold on to, in environments/alpha/stateful.yaml\n',
      ) as unknown,
    });
    expect(written()).toBe(before);
    expect((await project.commons('verify', 'alpha')).code).toBe(0);
  });

  test('none goes unless it is named; verify and the check say so too', async () => {
    const before = written();
    const more = changed(before, bucket, `  - AtticBucket0A1B2C3D\n${bucket}`);
    writeFileSync(list, more);
    const refused = [
      `environments/alpha/stateful.yaml:${lineOf('- AtticBucket0A1B2C3D')}:5 network[0]: holds data or others hold on to it, and alpha-network no longer has AtticBucket0A1B2C3D: CloudFormation would no longer manage it, and another id would make an empty one`,
      '    restore it as it was; if it is to be let go: npm run commons -- render --remove-stateful alpha-network/AtticBucket0A1B2C3D',
      '',
    ].join('\n');
    expect(await project.commons('render', 'alpha')).toEqual({ code: 1, stdout: '', stderr: refused });
    expect(await project.commons('environment', 'check', 'alpha')).toEqual({ code: 1, stdout: '', stderr: refused });
    expect((await project.commons('verify', 'alpha')).stdout).toMatch(
      /^rendered\/alpha\/alpha-network AtticBucket0A1B2C3D: .* \(stateful-list\)\n {4}restore it; /,
    );
    const told: unknown = JSON.parse((await project.commons('verify', 'alpha', '--json')).stdout);
    expect(told).toEqual([
      {
        environment: 'alpha',
        findings: [
          {
            rule: 'stateful-list',
            place: 'alpha-network AtticBucket0A1B2C3D',
            reason: expect.any(String) as unknown,
            remedy: expect.any(String) as unknown,
          },
        ],
        waiting: expect.arrayContaining(['cluster/storage']) as unknown,
        unpinned: expect.any(Array) as unknown,
      },
    ]);
    expect(written()).toBe(more);
    expectNothingWritten();

    const { code, stdout } = await project.commons('render', '--into', 'elsewhere', 'alpha');
    expect({ code, listed: stdout.includes('listed') }).toEqual({ code: 0, listed: false });
    expect(written()).toBe(more);

    const named = ['--remove-stateful', 'alpha-network/AtticBucket0A1B2C3D'];
    expect((await project.commons('render', 'alpha', ...named)).code).toBe(0);
    expect(written()).toBe(before);
    expect((await project.commons('render', 'alpha', ...named)).stderr).toMatch(
      /^--remove-stateful alpha-network\/AtticBucket0A1B2C3D:1:1 names nothing that would be removed\n/,
    );
  }, 60_000);

  test('another name in AWS is refused like one that is gone, until its id is named', async () => {
    const before = written();
    const renamed = changed(before, bucket, bucket.replace('alpha-flow-logs', 'alpha-flows'));
    writeFileSync(list, renamed);
    const { code, stdout, stderr } = await project.commons('render', 'alpha');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(
      'its template names it alpha-flow-logs-111122223333-us-east-1 in place of alpha-flows-111122223333-us-east-1',
    );
    expect(stderr).toContain('--remove-stateful alpha-network/FlowLogsBucket87F67F60\n');
    expect(written()).toBe(renamed);
    const named = ['--remove-stateful', 'alpha-network/FlowLogsBucket87F67F60'];
    expect((await project.commons('render', 'alpha', ...named)).code).toBe(0);
    expect(written()).toBe(before);
  }, 60_000);

  test('a list that cannot be read is told with the rest', async () => {
    const before = written();
    writeFileSync(list, changed(before, bucket, '  - Flow-Logs\n'));
    const line = lineOf('- Flow-Logs');
    for (const command of [
      ['render', 'alpha'],
      ['verify', 'alpha'],
    ]) {
      const { code, stderr } = await project.commons(...command);
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: `environments/alpha/stateful.yaml:${line}:5 network[0]: is neither a logical id nor an object\n    take the id from the template, letters and digits alone, with its name behind it; of an object write <namespace>/<kind>.<group>/<name>\n`,
      });
    }
    writeFileSync(list, before);
  });
});

test('broken files are all told at once, exit code 1, and nothing is written', async () => {
  for (const [name, files] of Object.entries(broken)) project.write(name, files);
  try {
    const { code, stdout, stderr } = await project.commons('render', 'alpha', ...Object.keys(broken), 'alfa');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const lines = stderr.split('\n');
    for (const place of told) {
      const at = lines.findIndex((line) => line.startsWith(place));
      expect({ place, told: at >= 0 }).toEqual({ place, told: true });
      expect(lines[at + 1]).toMatch(/^ {4}\S/);
    }
    expectNothingWritten();
  } finally {
    for (const name of Object.keys(broken)) rmSync(project.path('environments', name), { recursive: true });
  }
});

test('a rendering that fails in the middle leaves what was rendered before', async () => {
  // More than the small quota of a tenant, which only shows when its manifests are made.
  project.write('middle', { 'tenants/site.yaml': `${minimalTenant}    size: large\n    replicas: 10\n` });
  try {
    const { code, stdout, stderr } = await project.commons('render');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^environments\/middle\/tenants\/site\.yaml:\d+:\d+ quota: the services ask for /);
    expectNothingWritten();
  } finally {
    rmSync(project.path('environments', 'middle'), { recursive: true });
  }
});

const withoutTenant = [
  'environments/alpha/tenants/site.yaml:1:1 does not exist, but rendered/alpha/cluster/site does: the tenant would be removed from the cluster',
  '    restore it; if the tenant is to be removed: npm run commons -- render --remove-tenant site',
];
const withoutEnvironment = [
  'environments/omega/environment.yaml:1:1 does not exist, but rendered/omega does: the environment would be removed',
  '    restore it; if the environment is to be removed: npm run commons -- render --remove omega',
];

test('what is rendered and has no source any more is refused, by the check too, and goes when it is named', async () => {
  rmSync(project.path('environments', 'omega'), { recursive: true });
  renameSync(project.path('environments', 'alpha', 'tenants', 'site.yaml'), project.path('tmp', 'site'));
  const refused = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await project.commons(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    return stderr.split('\n').slice(0, -1);
  };
  expect(await refused('render')).toEqual(withoutEnvironment);
  expect(await refused('environment', 'check')).toEqual([...withoutEnvironment, ...withoutTenant]);
  expect(await refused('render', 'alpha')).toEqual(withoutTenant);
  expect(await refused('render', '--remove', 'omega', '--remove-tenant', 'sites')).toEqual([
    ...withoutTenant,
    '--remove-tenant sites:1:1 names nothing that would be removed',
    '    did you mean site?',
  ]);
  expect(await refused('render', 'alpha', 'alpha')).toEqual([
    'environments/alpha:1:1 is named twice',
    '    name each environment once',
  ]);
  rmSync(project.path('tmp', 'site'));
  expectNothingWritten();

  const { code, stdout } = await project.commons('render', '--remove-tenant', 'site', '--remove', 'omega');
  expect({ code, removed: stdout.includes('\nremoved rendered/omega\n') }).toEqual({ code: 0, removed: true });
  expect(project.names('rendered')).toEqual(['alpha']);
  expect(project.names('rendered', 'alpha', 'cluster')).not.toContain('site');
}, 120_000);

test('rendering all into a folder of something else spares what is there', async () => {
  mkdirSync(project.path('elsewhere', 'letters'), { recursive: true });
  writeFileSync(project.path('elsewhere', 'letters', 'draft.txt'), 'not rendered');
  await project.commons('render', '--into', 'elsewhere');
  expect(project.files('elsewhere', 'letters')).toEqual({ 'draft.txt': 'not rendered' });
});
