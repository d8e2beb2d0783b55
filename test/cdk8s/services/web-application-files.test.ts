import { z } from 'zod';
import { byName } from '../../support/charts';
import {
  changed,
  load,
  minimalEnvironment,
  minimalTenant,
  report,
  type EnvironmentFiles,
} from '../../support/environment-folder';
import { tenantObjects } from '../../support/tenant-objects';

const web = (...lines: readonly string[]) => `${minimalTenant}${lines.map((line) => `    ${line}\n`).join('')}`;

const externalSecret = z.object({
  metadata: z.object({ name: z.string() }),
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

/** The Secret with the files of a web application: its name, its texts, and where its values come from. */
async function secretFiles(lines: readonly string[], environment: EnvironmentFiles = {}) {
  const objects = await tenantObjects(web(...lines), environment);
  const found = Object.values(byName(objects, 'ExternalSecret'))
    .map((object) => externalSecret.parse(object))
    .filter(({ metadata }) => metadata.name.startsWith('web-files-'));
  const remote = found.flatMap(({ spec }) =>
    spec.data.map(({ secretKey, remoteRef: { key, property } }) => [
      secretKey,
      property === undefined ? key : `${key}#${property}`,
    ]),
  );
  return {
    objects,
    name: found[0]?.metadata.name,
    text: found[0]?.spec.target.template?.data['file-1'],
    remote: Object.fromEntries(remote) as unknown,
  };
}

test('a file has the values of settings and of what is provided, and stays in the pod where none is secret', async () => {
  const { objects, name } = await secretFiles([
    'database: {}',
    "settings: { SITE: 'https://site.commons.example', PRICE: '5$' }",
    "files: { /app.ini: 'url=$(SITE) host=$(DATABASE_HOST) price=$(PRICE) path=$(HOME) two=$$(SITE)' }",
  ]);
  expect(name).toBeUndefined();
  expect(byName(objects, 'Deployment').web).toMatchObject({
    spec: {
      template: {
        metadata: {
          annotations: {
            'commons-platform/file-1':
              'url=https://site.commons.example host=web-db-pooler price=5$ path=$(HOME) two=$(SITE)',
          },
        },
      },
    },
  });
});

test('a file without a reference to a variable of the service stays as it is', async () => {
  const { objects } = await secretFiles(["files: { /run.sh: 'echo $(date) $$(date)' }"]);
  expect(JSON.stringify(byName(objects, 'Deployment'))).toContain('echo $(date) $$(date)');
});

test('a file with secrets is composed by External Secrets, and what is rendered has their names alone', async () => {
  const lines = [
    'database: {}',
    'cache: {}',
    'login: { callback: /back }',
    'secrets: [SMTP_PASSWORD, { generated: SALT }]',
    "settings: { DSN: 'db=$(DATABASE_URL)' }",
    "files: { /app.ini: 'a=$(DSN) b=$(CACHE_PASSWORD) c=$(OIDC_CLIENT_SECRET) d=$(SMTP_PASSWORD) e=$(SALT) f={{ .x }}' }",
  ];
  const { objects, name = '', text, remote } = await secretFiles(lines);
  const value = (variable: string) => `{{ index . "${variable}" }}`;
  expect(text).toBe(
    `a=db=postgres://app:${value('DATABASE_PASSWORD')}@web-db-pooler:5432/app b=${value('CACHE_PASSWORD')} ` +
      `c=${value('OIDC_CLIENT_SECRET')} d=${value('SMTP_PASSWORD')} e=${value('SALT')} f={{ "{{" }} .x }}`,
  );
  expect(remote).toEqual({
    DATABASE_PASSWORD: 'testing/site/web/database-password',
    CACHE_PASSWORD: 'testing/site/web/cache-password',
    OIDC_CLIENT_SECRET: 'testing/site/web/oauth2-client-secret',
    SMTP_PASSWORD: 'testing/site/web#SMTP_PASSWORD',
    SALT: 'testing/site/web/SALT',
  });
  const mounted = {
    containers: [
      {
        volumeMounts: expect.arrayContaining([
          { name: 'secret-files', mountPath: '/app.ini', subPath: 'file-1', readOnly: true },
        ]) as unknown,
      },
    ],
    volumes: expect.arrayContaining([{ name: 'secret-files', secret: { secretName: name } }]) as unknown,
  };
  expect(byName(objects, 'Deployment').web).toMatchObject({ spec: { template: { spec: mounted } } });
  // Both ends of the password: the database's owner gets the one that Secrets Manager has.
  expect(byName(objects, 'Cluster')['web-db']).toMatchObject({
    spec: { bootstrap: { initdb: { secret: { name: 'web-db-password' } } } },
  });
  const { environment } = load({ 'tenants/site.yaml': web(...lines) });
  expect(environment.tenants[0]?.services[0]?.needs.generated).toContain('database-password');
});

test('a file has the login of a database that several tenants share', async () => {
  const shared = changed(
    minimalEnvironment,
    'network:',
    'databases: { shared: [{ name: general, storageGiB: 20 }] }\nnetwork:',
  );
  const lines = ['database: { shared: general }', "files: { /app.ini: '$(DATABASE_URL)' }"];
  const { text } = await secretFiles(lines, { 'environment.yaml': shared });
  expect(text).toMatch(/^postgres:\/\/([a-z_]+):\{\{ index \. "DATABASE_PASSWORD" \}\}@[a-z.-]+:5432\/\1$/);
});

test('another text is another Secret, so that no pod starts with the old one', async () => {
  const file = (text: string) => secretFiles(['secrets: [TOKEN]', `files: { /app.ini: '${text}' }`]);
  const [first, second] = await Promise.all([file('a=$(TOKEN)'), file('b=$(TOKEN)')]);
  expect(first.name).not.toBe(second.name);
});

test('workers, jobs and migrations have the same files', async () => {
  const { objects, name = '' } = await secretFiles([
    'secrets: [TOKEN]',
    "files: { /app.ini: 'a=$(TOKEN)' }",
    "workers: [{ name: w, command: [w], alive: { none: 'It has nothing to ask' } }]",
    "schedule: [{ name: j, at: '5 1 * * *', command: [j] }]",
  ]);
  for (const object of [byName(objects, 'Deployment')['web-worker-w'], byName(objects, 'CronJob')['web-job-j']]) {
    expect(JSON.stringify(object)).toContain(name);
  }
});

test.each([
  [
    ["files: { /a: '$(DATABASE_PASSWORD)' }"],
    'refers to $(DATABASE_PASSWORD), which is for the database, and no file can have it',
  ],
  [['bucket: {}', "files: { /a: '$(AWS_ROLE_ARN)' }"], 'refers to $(AWS_ROLE_ARN), which is for the bucket'],
  [['secrets: [TOKEN]', "files: { /a: '$(TOKEM)' }"], 'refers to $(TOKEM), which is not a variable of this service'],
  [
    ['database: { operator: crunchy }', 'settings: { U: $(DATABASE_URL) }', "files: { /a: '$(U)' }"],
    'have the login of the database in them, which is not available from the operator of Crunchy',
  ],
])('%j is refused', (lines, problem) => {
  expect(report({ 'tenants/site.yaml': web(...lines) }).filter((line) => line.includes(problem))).toHaveLength(1);
});

test('a value of several lines has the indent of its line, and a key beside other text is refused', async () => {
  const keys = 'secrets: [CHAIN, { keyPair: rsa-2048, private: KEY, public: KEY_PUBLIC }, { generated: SALT }]';
  const file = (...lines: readonly string[]) => ['files:', '  /app.yaml: |', ...lines.map((line) => `    ${line}`)];
  const { text } = await secretFiles([
    keys,
    ...file('keys:', '  - key: |', '      $(KEY)', '    chain: $(CHAIN)', '    salt:', '      $(SALT)'),
  ]);
  expect(text).toBe(
    [
      'keys:',
      '  - key: |',
      '      {{ index . "KEY" | trimSuffix "\\n" | replace "\\n" "\\n      " }}',
      '    chain: {{ index . "CHAIN" }}',
      '    salt:',
      '      {{ index . "SALT" }}',
      '',
    ].join('\n'),
  );
  const whole = await secretFiles([keys, "files: { /key.pem: '$(KEY)' }"]);
  expect(whole.text).toBe('{{ index . "KEY" }}');
  expect(report({ 'tenants/site.yaml': web(keys, ...file('key: $(KEY)')) })[0]).toContain(
    'puts $(KEY), a key of several lines, into a line with other text',
  );
});
