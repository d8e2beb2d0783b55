import { createPrivateKey } from 'node:crypto';
import { toPublicKey } from '../../bin/install/signing-key';
import { InstallationProject } from './install/installation-project';

const tests = new InstallationProject();
const name = 'testing/cluster/service-account-signing-key';
let pem = '';
beforeAll(async () => {
  await tests.start();
  pem = tests.aws.secrets.get(name) ?? '';
});
afterAll(() => tests.stop());
beforeEach(() => {
  tests.aws.secrets.clear();
  tests.aws.calls.length = 0;
  tests.recordFacts({ serviceAccountKeys: undefined });
});

const recordedKeys = () => ({ facts: { serviceAccountKeys: [toPublicKey(tests.aws.secrets.get(name) ?? '')] } });

test('a key is made where it stays, and its public part is recorded', async () => {
  const { code, stdout, stderr } = await tests.cluster('keys', 'testing');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const made = tests.aws.secrets.get(name) ?? '';
  expect(createPrivateKey(made).asymmetricKeyDetails).toMatchObject({ modulusLength: 4096 });
  expect(tests.recorded()).toMatchObject(recordedKeys());
  expect(stdout.split('\n')).toEqual([
    `the secret ${name} holds the key ${toPublicKey(made)?.kid ?? ''}, made just now`,
    'recorded its public part in environments/testing/facts.json',
    'next: npm start, then npx cdk deploy -c environment=testing --all --outputs-file outputs.json',
    '',
  ]);
  expect(JSON.stringify(tests.project.files()) + stdout).not.toContain('PRIVATE KEY-----\\n');
  expect(tests.aws.calls).toEqual(['GetCallerIdentity', 'GetSecretValue', 'CreateSecret', 'GetSecretValue']);
});

test('a run that was cut off between the two is continued, and a second one changes nothing', async () => {
  tests.aws.secrets.set(name, pem);
  expect((await tests.cluster('keys', 'testing')).stdout).toMatch(/holds the key \S+\nrecorded its public part in /);
  const before = tests.project.files('environments');
  expect((await tests.cluster('keys', 'testing')).stdout).toMatch(
    /holds the key \S+\nits public part is recorded; nothing changes\n$/,
  );
  expect(tests.project.files('environments')).toEqual(before);
  expect(tests.aws.calls).not.toContain('CreateSecret');
});

test.each<[string, () => void, RegExp]>([
  [
    'a published key whose secret is gone',
    () => tests.recordFacts(),
    /^environments\/testing\/facts\.json:1:1 serviceAccountKeys publishes the key \S+, but Secrets Manager has no secret/,
  ],
  [
    'a secret that is marked for deletion',
    () => tests.aws.deleted.add(name),
    /^secretsmanager:GetSecretValue found the secret testing\S+ marked for deletion\n {4}restore it: aws secretsmanager restore-secret/,
  ],
  [
    'a secret with something else',
    () => tests.aws.secrets.set(name, 'topsecret'),
    /^secretsmanager:GetSecretValue did not find an RSA key as PEM in the secret testing/,
  ],
  [
    'another account',
    () => (tests.aws.account = '999988887777'),
    /account: is 111122223333, but you are signed in to 999988887777/,
  ],
])('%s is refused, and nothing changes', async (_, happens, said) => {
  happens();
  const before = tests.project.files('environments');
  const secrets = new Map(tests.aws.secrets);
  const { code, stdout, stderr } = await tests.cluster('keys', 'testing');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(said);
  expect(stderr).not.toMatch(/topsecret|PRIVATE/);
  expect(tests.project.files('environments')).toEqual(before);
  expect(tests.aws.secrets).toEqual(secrets);
  tests.aws.deleted.clear();
  tests.aws.account = '111122223333';
});
