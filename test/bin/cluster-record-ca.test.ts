import { Authority } from '../lib/operations/install/authority';
import { dataUrl } from '../lib/operations/install/installer-output';
import { InstallationProject } from './install/installation-project';

const tests = new InstallationProject();
const infraId = 'commons-x7k2p';
const year = 365 * 86_400_000;
let old: Authority;
let young: Authority;
beforeAll(async () => {
  await tests.start();
  old = await Authority.make('root-ca', Date.now() - year, Date.now() + year);
  young = await Authority.make('machine-config-server-ca', Date.now() - 1000, Date.now() + 10 * year);
});
afterAll(() => tests.stop());

/** A program in place of `oc`, logged in to a cluster whose server has this authority. */
async function logIn(authority: Authority, isItsOwn: boolean): Promise<void> {
  const of = (kind: string, text: string) => `${kind}) printf '%s' '${text}' ;;\n`;
  const server = Buffer.from(await authority.sign('server')).toString('base64');
  tests.program(
    'oc',
    `[ "$1" = get ] || exit 9\ncase "$2/$3" in\n${[
      of('infrastructures/cluster', infraId),
      of('configmaps/machine-config-server-ca', isItsOwn ? authority.pem : ''),
      of('configmaps/root-ca', old.pem),
      of('secrets/machine-config-server-tls', server),
    ].join('')}*) exit 8 ;;\nesac\n`,
  );
}

const command = (...options: readonly string[]) => tests.cluster('record-ca', 'testing', ...options);

test('a new authority is shown, replaced when it is named, and then recorded', async () => {
  tests.recordFacts({ infraId, machineConfigServerCa: dataUrl(old.pem) });
  await logIn(old, false);
  expect(await command()).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringMatching(/ is recorded; it ends on 20/) as unknown,
  });

  await logIn(young, true);
  const before = tests.recorded();
  const shown = await command();
  expect(shown.code).toBe(1);
  expect(shown.stdout.split('\n')).toEqual([
    expect.stringMatching(/^recorded: {3}CN=root-ca, number /),
    expect.stringMatching(/^of cluster: CN=machine-config-server-ca, number /),
    '',
  ]);
  expect(shown.stderr).toMatch(
    /facts\.machineConfigServerCa: is not that of the cluster: .*\n.* --replace machineConfigServerCa\n$/,
  );
  expect(tests.recorded()).toEqual(before);

  const other = await command('--replace', 'infraId');
  expect(other.stderr).toContain('Allowed choices are machineConfigServerCa.');
  expect(tests.recorded()).toEqual(before);

  const replaced = await command('--replace', 'machineConfigServerCa');
  expect(replaced).toMatchObject({ code: 0, stderr: '' });
  expect(replaced.stdout).toMatch(
    /\nnext: npm start, commit, npx cdk deploy -c environment=testing testing-cluster\n$/,
  );
  expect(tests.recorded()).toMatchObject({ facts: { infraId, machineConfigServerCa: dataUrl(young.pem) } });
  expect((await command()).stdout).toMatch(/ is recorded; it ends on 20/);
});

test('without a cluster there is nothing to compare', async () => {
  tests.recordFacts();
  expect((await command()).stderr).toMatch(/has no infraId\n.*\n.*has no machineConfigServerCa\n/);
});
