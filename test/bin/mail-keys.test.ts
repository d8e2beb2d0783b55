import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { withOwnMail } from '../support/with-own-mail';
import { TemporaryHome } from '../support/temporary-home';
import { FakeAws } from './install/fake-aws';

const project = new TemporaryHome({ testing: withOwnMail, plain: {} });
const aws = new FakeAws();
const [signing, older] = ['y2027', 'y2026'].map((selector) => `testing/hosts/mx/dkim-${selector}`);
let variables: Readonly<Record<string, string>> = {};
beforeAll(async () => {
  variables = await aws.start();
});
afterAll(() => {
  aws.stop();
  project.remove();
});
beforeEach(() => {
  aws.secrets.clear();
  aws.empty.clear();
  aws.deleted.clear();
  for (const name of [signing, older]) aws.empty.add(name ?? '');
  aws.calls.length = 0;
  project.write('testing', { ...withOwnMail, 'facts.json': facts({}) });
});

const facts = (known: object) =>
  JSON.stringify({ environment: 'testing', account: '111122223333', region: 'us-east-1', facts: known });
const keys = (environment = 'testing') => project.runHosted('commons', ['mail', 'keys', environment], variables);
const recorded = () =>
  z
    .object({ facts: z.object({ dkimKeys: z.record(z.string(), z.string()) }) })
    .parse(JSON.parse(project.files()['environments/testing/facts.json'] ?? '{}')).facts.dkimKeys;
const half = (name = '') =>
  createPublicKey(aws.secrets.get(name) ?? '')
    .export({ type: 'spki', format: 'der' })
    .toString('base64');

test('keys are made where they stay, and their public halves are recorded', async () => {
  const { code, stdout, stderr } = await keys();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(recorded()).toEqual({ y2027: half(signing), y2026: half(older) });
  expect(stdout).toContain(`the secret ${signing ?? ''} holds the key y2027, made just now\n`);
  expect(JSON.stringify(project.files()) + stdout).not.toContain('PRIVATE');
  const again = await keys();
  expect(again.stdout).toContain('their public halves are recorded; nothing changes\n');
  expect(aws.calls.filter((call) => call === 'PutSecretValue')).toHaveLength(2);
});

test('a new selector gets a key, and the others stay as they are', async () => {
  await keys();
  const before = recorded();
  aws.secrets.delete(older ?? '');
  project.write('testing', { ...withOwnMail, 'facts.json': facts({ dkimKeys: { y2027: before.y2027 } }) });
  await keys();
  expect(recorded()).toEqual({ y2027: before.y2027, y2026: half(older) });
  expect(recorded().y2026).not.toBe(before.y2026);
});

test.each<[string, () => void, RegExp]>([
  [
    'another key than the recorded one',
    () => {
      const [text = ''] = [...aws.secrets.values()].slice(-1);
      aws.secrets.set(signing ?? '', text);
    },
    /found another key in testing\/hosts\/mx\/dkim-y2027 than the recorded one/,
  ],
  ['a secret with something else', () => aws.secrets.set(signing ?? '', 'topsecret'), /did not find an RSA key as PEM/],
  [
    'a secret that was not made yet',
    () => aws.empty.delete(older ?? '') && aws.secrets.delete(older ?? ''),
    /found no secret testing\/hosts\/mx\/dkim-y2026/,
  ],
])('%s is refused, and nothing is recorded', async (_, happens, said) => {
  await keys();
  const before = project.files('environments');
  happens();
  const { code, stderr } = await keys();
  expect(code).toBe(1);
  expect(stderr).toMatch(said);
  expect(stderr).not.toMatch(/topsecret|PRIVATE/);
  expect(project.files('environments')).toEqual(before);
});

test('an environment without a mail host is told how to have one', async () => {
  const { code, stderr } = await keys('plain');
  expect(code).toBe(1);
  expect(stderr).toContain('environments/plain/environment.yaml:1:1 has no mail host of its own');
});
