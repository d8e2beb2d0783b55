import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { FilledSecretValues } from '../../bin/aws/filled-secret-values';
import { indentedTemplate, valueTemplate } from '../../cdk8s/base/secrets/value-template';
import { ManagedSecret } from '../../constructs/secrets/managed-secret';
import type { SecretForm } from '../../model/formats/secret-form';
import { templateOf } from '../support/stacks';
import { startEmulator, type Emulator } from './support/emulator';
import { goCommand } from './support/go';
import { cache } from './support/python';

const region = 'us-east-1';
let emulator: Emulator;
let secrets: SecretsManagerClient;
const nowhere = process.env.AWS_ENDPOINT_URL;
beforeAll(async () => {
  emulator = await startEmulator({ account: '111122223333' });
  const endpoint = `http://127.0.0.1:${emulator.port}`;
  Object.assign(process.env, { AWS_ENDPOINT_URL: endpoint });
  secrets = new SecretsManagerClient({ region });
});
afterAll(async () => {
  Object.assign(process.env, { AWS_ENDPOINT_URL: nowhere });
  await emulator.stop();
});

const valueOf = async (SecretId: string): Promise<string> =>
  (await secrets.send(new GetSecretValueCommand({ SecretId, VersionStage: 'AWSCURRENT' }))).SecretString ?? '';

/** What templates come to with the real functions, by a program that Go makes of `secret-template`. */
async function composed(questions: readonly { readonly template: string; readonly values: object }[]) {
  const [program, ...words] = goCommand();
  const run = promisify(execFile)(program, [...words, 'run', '.'], {
    cwd: join(__dirname, 'secret-template'),
    env: {
      PATH: process.env.PATH ?? '',
      HOME: cache,
      GOPATH: join(cache, 'go'),
      GOCACHE: join(cache, 'go-build'),
      GOFLAGS: '-mod=readonly',
      GOTOOLCHAIN: 'local',
      CGO_ENABLED: '0',
    },
  });
  run.child.stdin?.end(JSON.stringify(questions));
  return z.array(z.string()).parse(JSON.parse((await run).stdout));
}

const strict = (bytes: number) => (text: string) => {
  const decoded = Buffer.from(text, 'base64');
  return decoded.length === bytes && decoded.toString('base64') === text;
};
const like = (shape: RegExp) => (text: string) => shape.test(text);

const forms: readonly (readonly [name: string, form: SecretForm, fits: (text: string) => boolean])[] = [
  ['hex', { hex: 64 }, like(/^[0-9a-f]{64}$/)],
  ['characters', { characters: 50 }, like(/^[A-Za-z0-9]{50}$/)],
  ['uuid', 'uuid', like(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)],
  ...[16, 17, 18, 32, 48, 64].map((bytes) => [`bytes-${bytes}`, { base64: bytes }, strict(bytes)] as const),
];

test('what AWS generates for each form becomes a value of that form, and no two are alike', async () => {
  const template = templateOf((stack) => {
    for (const turn of [1, 2]) {
      for (const [name, form] of forms) {
        new ManagedSecret(stack, `${name}-${turn}`, {
          name: `forms/${name}/${turn}`,
          description: 'Generated',
          value: { form },
          keyAlias: 'alias/aws/secretsmanager',
        });
      }
    }
  });
  const client = new CloudFormationClient({ region });
  const Resources = template.findResources('AWS::SecretsManager::Secret');
  await client.send(new CreateStackCommand({ StackName: 'forms', TemplateBody: JSON.stringify({ Resources }) }));
  const questions = await Promise.all(
    [1, 2].flatMap((turn) =>
      forms.map(async ([name, form]) => ({
        template: valueTemplate('a.b-c', form),
        values: { 'a.b-c': await valueOf(`forms/${name}/${turn}`) },
      })),
    ),
  );
  const values = await composed(questions);
  expect(values).toHaveLength(2 * forms.length);
  const wrong = values.filter((text, index) => forms[index % forms.length]?.[2](text) !== true);
  expect(wrong).toEqual([]);
  expect(new Set(values).size).toBe(values.length);
}, 300_000);

test.each([
  ['letters and digits', 'abcDEF123'],
  ['all that is printable', String.fromCharCode(...Array.from({ length: 95 }, (_, index) => index + 32))],
  ['what would be other parts of a realm', 'x","redirectUris":["https://stranger.example/"],"y":"'],
  ['what would be the secret of another', '$(env:CLIENT_OPENSHIFT) $${javascript:1}'],
])('a value of %s stands in a document as its own text', async (_, value) => {
  const [text = ''] = await composed([{ template: valueTemplate('VALUE', 'text in JSON'), values: { VALUE: value } }]);
  expect(text).not.toContain('$');
  expect(JSON.parse(`{"secret":"${text}"}`)).toEqual({ secret: value });
});

test('what people enter is written as a part of an address, a string of JSON, and lines of a file', async () => {
  const entered = 'p@ss/w:rd% "+ü&<>';
  const key = '-----BEGIN KEY-----\nabc\n-----END KEY-----\n';
  const [url = '', json = '', lines] = await composed([
    { template: valueTemplate('VALUE', 'url'), values: { VALUE: entered } },
    { template: valueTemplate('VALUE', 'json'), values: { VALUE: entered } },
    { template: indentedTemplate('VALUE', '    '), values: { VALUE: key } },
  ]);
  const address = new URL(`smtp://mailer:${url}@mx.commons.example:587`);
  expect([address.hostname, decodeURIComponent(address.password)]).toEqual(['mx.commons.example', entered]);
  expect(JSON.parse(json)).toBe(entered);
  expect(lines).toBe('-----BEGIN KEY-----\n    abc\n    -----END KEY-----');
}, 300_000);

describe('a secret that people fill', () => {
  test('gets values beside those that it has, from the first on', async () => {
    const Name = 'testing/site/first';
    await secrets.send(new CreateSecretCommand({ Name }));
    const store = new FilledSecretValues(region);
    const none = await store.read(Name);
    expect(none).toEqual({ version: undefined, values: {} });
    await store.add(Name, none, { A: 'a' });
    await store.add(Name, await store.read(Name), { 'b.c': 'x\ny' });
    expect(JSON.parse(await valueOf(Name))).toEqual({ A: 'a', 'b.c': 'x\ny' });
  });

  test('keeps what somebody else has stored since it was read', async () => {
    const Name = 'testing/site/race';
    await secrets.send(new CreateSecretCommand({ Name, SecretString: '{"A":"a"}' }));
    const store = new FilledSecretValues(region);
    const before = await store.read(Name);
    await secrets.send(new PutSecretValueCommand({ SecretId: Name, SecretString: '{"A":"b"}' }));
    await expect(store.add(Name, before, { C: 'c' })).rejects.toThrow(`somebody changed the secret ${Name} meanwhile`);
    expect(await valueOf(Name)).toBe('{"A":"b"}');
    await store.add(Name, await store.read(Name), { C: 'c' });
    expect(JSON.parse(await valueOf(Name))).toEqual({ A: 'b', C: 'c' });
  });

  test('is named when there is none', async () => {
    await expect(new FilledSecretValues(region).read('testing/site/none')).rejects.toThrow(
      'secretsmanager:DescribeSecret found no secret testing/site/none',
    );
  });
});
