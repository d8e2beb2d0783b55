import { z } from 'zod';
import { byName } from '../../support/charts';
import { minimalTenant } from '../../support/environment-folder';
import { tenantObjects } from '../../support/tenant-objects';

const web = (...lines: readonly string[]) => `${minimalTenant}${lines.map((line) => `    ${line}\n`).join('')}`;

const externalSecret = z.object({
  spec: z.object({
    target: z.object({ template: z.object({ data: z.record(z.string(), z.string()) }).optional() }),
    data: z.array(
      z.object({
        secretKey: z.string(),
        remoteRef: z.looseObject({ key: z.string(), property: z.string().optional() }),
      }),
    ),
  }),
});

const podSchema = z.object({
  spec: z.object({
    template: z.object({
      spec: z.object({
        containers: z.array(
          z.object({
            command: z.array(z.string()).optional(),
            env: z.array(z.looseObject({ name: z.string(), valueFrom: z.unknown().optional() })),
          }),
        ),
      }),
    }),
  }),
});

/** What is rendered for a web application with these lines. */
async function rendered(...lines: readonly string[]) {
  const objects = await tenantObjects(web(...lines));
  const secrets = byName(objects, 'ExternalSecret');
  const { target, data } = externalSecret.parse(secrets.web).spec;
  const container = (kind: string, name: string) =>
    podSchema.parse(byName(objects, kind)[name]).spec.template.spec.containers[0];
  return {
    secrets,
    template: target.template?.data,
    remote: Object.fromEntries(
      data.map(({ secretKey, remoteRef: { key, property } }) => [
        secretKey,
        property === undefined ? key : `${key}#${property}`,
      ]),
    ),
    container,
    envOf: (kind: string, name: string) =>
      Object.fromEntries((container(kind, name)?.env ?? []).map((variable) => [variable.name, variable.valueFrom])),
  };
}

const base64 = (key: string, bytes: number) => `{{ index . "${key}" | b64dec | substr 0 ${bytes} | b64enc }}`;
const uuid = (key: string) =>
  `{{ with index . "${key}" }}{{ substr 0 8 . }}-{{ substr 8 12 . }}-4{{ substr 12 15 . }}-8{{ substr 15 18 . }}-{{ substr 18 30 . }}{{ end }}`;

test('what AWS generates in the wanted form comes as it is', async () => {
  const { template, remote } = await rendered(
    'secrets: [{ generated: A, form: { hex: 64 } }, { generated: B, form: { characters: 50 } }, { generated: C }]',
  );
  expect(template).toBeUndefined();
  expect(remote).toEqual({ A: 'testing/site/web/A', B: 'testing/site/web/B', C: 'testing/site/web/C' });
});

test('bytes and UUIDs are composed, and all other values stay beside them', async () => {
  const { template } = await rendered(
    'secrets: [API_TOKEN, { generated: A, form: { base64: 32 } }, { generated: B, form: uuid }, { generated: C }]',
  );
  expect(template).toEqual({
    API_TOKEN: '{{ index . "API_TOKEN" }}',
    A: base64('A', 32),
    B: uuid('B'),
    C: '{{ index . "C" }}',
  });
});

test('a file has the same text as the variable, also by way of a setting', async () => {
  const { secrets } = await rendered(
    "files: { /app.ini: 'seal=$(SEAL) place=$(WHERE)' }",
    'settings: { WHERE: here/$(PLACE) }',
    'secrets: [{ generated: SEAL, form: { base64: 32 } }, { generated: PLACE, form: uuid }]',
  );
  const [files] = Object.entries(secrets).filter(([name]) => name.startsWith('web-files-'));
  expect(externalSecret.parse(files?.[1]).spec.target.template?.data['file-1']).toBe(
    `seal=${base64('SEAL', 32)} place=here/${uuid('PLACE')}`,
  );
});

const generationed = (generation: string) => [
  `secrets: [API_TOKEN, { generated: SALT${generation} }]`,
  "files: { /app.ini: 'salt=$(SALT)' }",
  'schedule: [{ name: dust, at: "5 2 * * *", command: [dust] }]',
  "workers: [{ name: sweep, command: [sweep], alive: { none: 'It has nothing to ask' } }]",
];

test('a later generation is another secret under another key, in the variables of all pods and in files', async () => {
  const first = await rendered(...generationed(''));
  const later = await rendered(...generationed(', generation: 2'));
  expect(first.remote).toMatchObject({ SALT: 'testing/site/web/SALT' });
  expect(later.remote).toEqual({ API_TOKEN: 'testing/site/web#API_TOKEN', 'SALT-2': 'testing/site/web/SALT-2' });
  for (const name of ['web', 'web-worker-sweep']) {
    expect(first.envOf('Deployment', name)).toMatchObject({ SALT: { secretKeyRef: { name: 'web', key: 'SALT' } } });
    expect(later.envOf('Deployment', name)).toMatchObject({ SALT: { secretKeyRef: { name: 'web', key: 'SALT-2' } } });
  }
  const filesIn = ({ secrets }: typeof first) => Object.keys(secrets).filter((name) => name.startsWith('web-files-'));
  expect(filesIn(later)).toHaveLength(1);
  expect(filesIn(later)).not.toEqual(filesIn(first));
});

test('the first generation, when it is said, is what it is without', async () => {
  const { secrets: said } = await rendered(...generationed(', generation: 1'));
  expect(said).toEqual((await rendered(...generationed(''))).secrets);
});

test('both keys of a pair are properties of the secret that people fill', async () => {
  const { remote } = await rendered('secrets: [{ keyPair: rsa-4096, private: KEY, public: KEY_PUB }]');
  expect(remote).toEqual({ KEY: 'testing/site/web#KEY', KEY_PUB: 'testing/site/web#KEY_PUB' });
});

test('a name with a dot or a hyphen is one in variables, commands and files, and a command of a shell is none', async () => {
  const { container, secrets, envOf } = await rendered(
    "command: [sh, -c, 'run $(mail.host) $(get-key)']",
    'settings: { mail.host: a.example, WHERE: at $(mail.host) }',
    'secrets: [mail-password]',
    "files: { /app.ini: '$(WHERE) $(mail-password) $(get-key)' }",
  );
  expect(container('Deployment', 'web')?.command).toEqual(['sh', '-c', 'run $(mail.host) $$(get-key)']);
  expect(envOf('Deployment', 'web')).toMatchObject({
    'mail-password': { secretKeyRef: { name: 'web', key: 'mail-password' } },
  });
  const [files] = Object.entries(secrets).filter(([name]) => name.startsWith('web-files-'));
  expect(externalSecret.parse(files?.[1]).spec.target.template?.data['file-1']).toBe(
    'at a.example {{ index . "mail-password" }} $(get-key)',
  );
});
