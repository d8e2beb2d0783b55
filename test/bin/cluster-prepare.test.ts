import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { decodeDataUrl } from '../../lib/operations/install/data-url';
import type { FakeInstaller, FakeInstallerProps } from './install/fake-installer';
import { InstallationProject, installerProps } from './install/installation-project';

const tests = new InstallationProject();
let props: FakeInstallerProps;
let installer: FakeInstaller;
beforeAll(async () => {
  await tests.start();
  props = await installerProps();
  installer = tests.installer(props);
});
afterAll(() => tests.stop());
afterEach(() => {
  installer.behave();
  tests.recordFacts();
});

const path = (...steps: readonly string[]) => join(tests.outside, ...steps);
const namesIn = (folder: string) => readdirSync(path(folder)).sort();
const made = [
  '.openshift_install_state.json',
  'auth',
  'bootstrap.ign',
  'commons-installation.json',
  'install-config.backup.yaml',
  'master.ign',
  'metadata.json',
  'worker.ign',
];

/** Text of the files that the bootstrap machine will find, by path. */
function bootstrapFiles(folder: string): ReadonlyMap<string, string> {
  const { storage } = z
    .object({
      storage: z.object({ files: z.array(z.object({ path: z.string(), contents: z.object({ source: z.string() }) })) }),
    })
    .parse(JSON.parse(readFileSync(path(folder, 'bootstrap.ign'), 'utf8')));
  return new Map(
    storage.files.map(({ path: file, contents }) => [
      file.replace('/opt/openshift/', ''),
      decodeDataUrl(contents.source) ?? '',
    ]),
  );
}

test('the installation files are made, and a second time they are there', async () => {
  const first = await tests.prepareAlone('install');
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout.split('\n')).toEqual([
    // Without a word of the variables by which the installer would install something else.
    'manifests made',
    'ignition made',
    `made the installation files of commons-x7k2p in ${path('install')}`,
    expect.stringMatching(/^its certificates end at 20\d\d-/),
    `next: npm run commons -- cluster record testing ${path('install', 'metadata.json')}`,
    '',
  ]);
  expect(namesIn('install')).toEqual(made);
  const files = bootstrapFiles('install');
  expect(files.get('tls/bound-service-account-signing-key.key')).toBe([...tests.aws.secrets.values()][0]);
  expect(
    [...files.keys()].filter((file) => /master-machines|worker-machineset|control-plane-machine-set/.test(file)),
  ).toEqual([]);
  expect([...files.keys()].filter((file) => file.startsWith('openshift/99_commons-machineset-'))).toHaveLength(12);
  expect(parse(files.get('manifests/cluster-scheduler-02-config.yml') ?? '')).toMatchObject({
    spec: { mastersSchedulable: false },
  });

  const before = readFileSync(path('install', 'bootstrap.ign'), 'utf8');
  const second = await tests.prepare('install');
  expect(second).toMatchObject({ code: 0, stderr: '' });
  expect(second.stdout).toMatch(/^\S+ has the installation files of commons-x7k2p already\n/);
  expect(readFileSync(path('install', 'bootstrap.ign'), 'utf8')).toBe(before);
});

test('nobody else can read the folder, and what is secret is printed nowhere and kept in no copy', async () => {
  const { stdout } = await tests.prepare('secrets');
  expect(statSync(path('secrets')).mode & 0o777).toBe(0o700);
  const copy = readFileSync(path('secrets', 'install-config.backup.yaml'), 'utf8');
  expect(parse(copy)).toMatchObject({ metadata: { name: 'commons' }, pullSecret: '(left out)' });
  const state = readFileSync(path('secrets', '.openshift_install_state.json'), 'utf8');
  expect(state).toContain(btoa('user:topsecret-pull'));
  expect(stdout + copy).not.toMatch(/topsecret|PRIVATE KEY|dG9wc2VjcmV0/);
});

test.each([['manifests'], ['ignition-configs']] as const)(
  'a run that failed at %s is begun again in the same folder',
  async (failsAt) => {
    installer.behave({ failsAt });
    const folder = `cut-${failsAt}`;
    expect(await tests.prepare(folder)).toMatchObject({
      code: 1,
      stderr: `openshift-install create ${failsAt} ended with code 8\n    fix the error above, and run the command again\n`,
    });
    installer.behave();
    expect(await tests.prepare(folder)).toMatchObject({ code: 0, stderr: '' });
    expect(namesIn(folder)).toEqual(made);
  },
);

test.each<[string, Partial<FakeInstallerProps>, RegExp]>([
  [
    'writes no set of control-plane machines',
    { manifests: {} },
    /^manifests\/cluster-infrastructure-02-config\.yml:1:1 is missing\n {4}the installer of 4\.20 is known to write it otherwise/,
  ],
  [
    'leaves out what was written',
    { ignored: ['manifests/cluster-authentication-02-config.yaml', 'tls/bound-service-account-signing-key.key'] },
    /bootstrap\.ign:1:1 lacks manifests\/cluster-authentication-02-config\.yaml\n.*\n.*lacks tls\/bound-service-account-signing-key\.key\n/,
  ],
])('an installer that %s is refused, and what it made is not taken for whole', async (what, change, said) => {
  installer.behave({ ...change });
  const folder = `changed-${what.length}`;
  const { code, stderr } = await tests.prepare(folder);
  expect(code).toBe(1);
  expect(stderr).toMatch(said);
  expect(readFileSync(path(folder, 'commons-installation.json'), 'utf8')).not.toContain('finished');
});

test('files that are too old are not used any more', async () => {
  const old = await installerProps(13);
  installer.behave(old);
  const first = await tests.prepare('old');
  const second = await tests.prepare('old');
  for (const { code, stderr } of [first, second]) {
    expect(code).toBe(1);
    expect(stderr).toMatch(/has certificates that end in 10 hours, .*\n {4}begin again in a new folder/);
  }
});

test('everything that is missing is said at once, before a folder is made', async () => {
  tests.recordFacts({
    serviceAccountIssuer: undefined,
    machineImages: { '4.20': { amd64: { imageId: 'ami-0123456789abcde0a', name: 'a' } } },
  });
  tests.phase('running');
  installer.behave({ version: '4.19.3', architecture: 'amd64' });
  tests.write('private', '-----BEGIN OPENSSH PRIVATE KEY-----\n');
  const { code, stdout, stderr } = await tests.prepare(
    'never',
    '--ssh-key',
    path('private'),
    '--pull-secret',
    path('nowhere'),
  );
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(
    stderr
      .split('\n')
      .filter((line) => !line.startsWith(' ') && line !== '')
      .map((line) => line.replaceAll(tests.outside, '~')),
  ).toEqual([
    'environments/testing/facts.json:1:1 has no serviceAccountIssuer',
    'environments/testing/facts.json:1:1 has no arm64 boot image of OpenShift 4.20',
    'environments/testing/environment.yaml:18:10 cluster.phase: is running, but there is no cluster yet',
    '~/nowhere:1:1 does not exist, or is not a file',
    '~/private:1:1 is the private key, which stays with you',
    '~/openshift-install:1:1 is of 4.19.3, but the cluster is to run OpenShift 4.20',
    '~/openshift-install:1:1 has the amd64 payload, but with cluster.payload: multi it has to be multi',
  ]);
  expect(readdirSync(tests.outside)).not.toContain('never');
  tests.phase('bootstrapping');
});

test.each<[string, () => string, RegExp]>([
  [
    'inside a repository',
    () => {
      mkdirSync(path('repository', '.git'), { recursive: true });
      return 'repository/below/install';
    },
    /is in the git repository \S+repository\n/,
  ],
  [
    'with something in it',
    () => {
      mkdirSync(path('full'));
      writeFileSync(path('full', 'notes.txt'), '');
      return 'full';
    },
    /is not empty, and was not made by this program\n/,
  ],
  ['that is a file', () => 'id.pub', /is not a folder\n/],
  [
    'of another cluster',
    () => {
      mkdirSync(path('other'));
      const marker = { account: '111122223333', region: 'us-east-1', clusterDomain: 'other.example', release: '4.20' };
      writeFileSync(path('other', 'commons-installation.json'), JSON.stringify(marker));
      return 'other';
    },
    /is of another cluster: its domain is other\.example, that of testing is commons\.openshift\.commons\.example\n/,
  ],
])('a folder %s is refused', async (_, folder, said) => {
  const { code, stdout, stderr } = await tests.prepare(folder());
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(said);
});

test('another account, another key and a cluster that exists are refused', async () => {
  tests.aws.account = '999988887777';
  expect((await tests.prepare('account')).stderr).toMatch(
    /account: is 111122223333, but you are signed in to 999988887777/,
  );
  tests.aws.account = '111122223333';

  const [name = '', pem = ''] = [...tests.aws.secrets][0] ?? [];
  tests.aws.secrets.delete(name);
  expect((await tests.prepare('key')).stderr).toMatch(
    /serviceAccountKeys publishes the key \S+, but Secrets Manager has no secret/,
  );
  tests.aws.secrets.set(name, pem);

  tests.recordFacts({ infraId: 'commons-aaaaa' });
  expect((await tests.prepare('install')).stderr).toMatch(/has the cluster commons-aaaaa already\n {4}remove it first/);
  expect(readdirSync(tests.outside)).not.toContain('account');
  expect(readdirSync(tests.outside)).not.toContain('key');
});
