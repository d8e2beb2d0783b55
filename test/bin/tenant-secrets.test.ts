import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { minimalTenant } from '../support/environment-folder';
import { TemporaryHome } from '../support/temporary-home';
import { FakeAws } from './install/fake-aws';

const tenant = `${minimalTenant}    secrets:
      - TOKEN
      - { generated: SALT }
      - { keyPair: vapid, private: PUSH_KEY, public: PUSH_SHOWN }
`;
const project = new TemporaryHome({ testing: { 'tenants/site.yaml': tenant } });
const aws = new FakeAws();
const name = 'testing/site/web';
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
  aws.empty.add(name);
  aws.calls.length = 0;
  aws.onStored = () => undefined;
});

const run = (...args: readonly string[]) =>
  project.runHosted('commons', ['tenant', 'secrets', 'testing', ...args], variables);
const held = () => z.record(z.string(), z.string()).parse(JSON.parse(aws.secrets.get(name) ?? '{}'));

/** A file outside of what is rendered, with these lines. */
function values(...lines: readonly string[]): string {
  const file = project.path('values.env');
  writeFileSync(file, lines.join('\n'));
  return file;
}

test('key pairs are made, values come from a file, and names alone are said', async () => {
  const { code, stdout, stderr } = await run('site', '--from', values('TOKEN=hunter2'));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n').map((line) => line.trimEnd())).toEqual([
    'service  value       state',
    'web      TOKEN       set now',
    'web      PUSH_KEY    set now',
    'web      PUSH_SHOWN  set now',
    '',
    'all values are there',
    '',
  ]);
  const { TOKEN, PUSH_KEY = '', PUSH_SHOWN = '' } = held();
  expect(TOKEN).toBe('hunter2');
  expect([PUSH_KEY, PUSH_SHOWN].map((key) => Buffer.from(key, 'base64url').length)).toEqual([32, 65]);
  for (const value of ['hunter2', PUSH_KEY, PUSH_SHOWN]) expect(stdout).not.toContain(value);
  expect(aws.calls).toEqual(['GetCallerIdentity', 'DescribeSecret', 'PutSecretValue']);
});

test('without a file or a terminal the pair is made, and what is missing is an error until it is there', async () => {
  const { code, stdout } = await run('site');
  expect(code).toBe(1);
  expect(stdout).toContain('web      TOKEN       missing\n');
  expect(stdout).toContain('1 missing: pods wait until they are there');
  expect(Object.keys(held())).toEqual(['PUSH_KEY', 'PUSH_SHOWN']);
});

test('a second run adds to what is there, keeps what it does not know, and stores nothing that is not new', async () => {
  aws.secrets.set(name, JSON.stringify({ OLD: 'old', PUSH_KEY: 'a', PUSH_SHOWN: 'b' }));
  expect((await run('site', '--from', values('TOKEN=hunter2'))).stdout).toContain(
    'web      OLD         there, and not listed',
  );
  expect(held()).toEqual({ OLD: 'old', PUSH_KEY: 'a', PUSH_SHOWN: 'b', TOKEN: 'hunter2' });
  aws.calls.length = 0;
  expect(await run('site')).toMatchObject({ code: 0 });
  expect(aws.calls).toEqual(['GetCallerIdentity', 'DescribeSecret', 'GetSecretValue']);
});

test('what is there is replaced only by name', async () => {
  const before = { TOKEN: 'hunter1', PUSH_KEY: 'a', PUSH_SHOWN: 'b' };
  aws.secrets.set(name, JSON.stringify(before));
  const file = values('TOKEN=hunter2');
  const refused = await run('site', '--from', file);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('web/TOKEN has a value already\n    to overwrite it: --replace web/TOKEN');
  expect(refused.stderr).not.toContain('hunter');
  expect(held()).toEqual(before);
  expect((await run('site', '--replace', 'TOKEN')).stderr).toContain('--replace web/TOKEN:1:1 has no new value');
  expect(held()).toEqual(before);
  expect(await run('site', '--from', file, '--replace', 'TOKEN')).toMatchObject({ code: 0 });
  expect(held()).toEqual({ ...before, TOKEN: 'hunter2' });
});

test('what somebody else stores meanwhile is not lost', async () => {
  aws.secrets.set(name, JSON.stringify({ TOKEN: 'hunter1' }));
  aws.onStored = () => aws.secrets.set(name, JSON.stringify({ TOKEN: 'hunter3' }));
  const { code, stdout, stderr } = await run('site');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(
    /^secretsmanager:UpdateSecretVersionStage was refused: somebody changed the secret testing\/site\/web/,
  );
  expect(held()).toEqual({ TOKEN: 'hunter3' });
});

test.each<[string, () => void, readonly string[], RegExp]>([
  ['a tenant that is none', () => undefined, ['sit'], /tenants\/sit\.yaml:1:1 does not exist\n {4}did you mean site\?/],
  [
    'a secret that no stack made yet',
    () => aws.empty.clear(),
    ['site'],
    /DescribeSecret found no secret testing\/site\/web\n/,
  ],
  [
    'a value that is no JSON object',
    () => aws.secrets.set(name, 'hunter2'),
    ['site'],
    /did not find a JSON object in the secret/,
  ],
  ['another account', () => (aws.account = '999988887777'), ['site'], /you are signed in to 999988887777/],
])('%s is refused, and nothing changes', async (_, happens, args, said) => {
  happens();
  const before = new Map(aws.secrets);
  const { code, stdout, stderr } = await run(...args);
  aws.account = '111122223333';
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(said);
  expect(stderr).not.toContain('hunter');
  expect(aws.secrets).toEqual(before);
});

test('a tenant without such a secret needs nothing', async () => {
  project.write('testing', { 'tenants/site.yaml': minimalTenant });
  expect(await run('site')).toMatchObject({ code: 0, stdout: 'no service of site has a secret that people fill\n' });
  project.write('testing', { 'tenants/site.yaml': tenant });
});
