import { minimalTenant, report } from '../../support/environment-folder';

const said = (...lines: readonly string[]) =>
  report({ 'tenants/site.yaml': minimalTenant + lines.map((line) => `    ${line}\n`).join('') }).map((line) =>
    line.replace(/^tenants\/site\.yaml:\d+:\d+ services\[0\]\./, ''),
  );

/** Names that are variables once something refers to them. */
const offered = 'SERVICE_HOST, SERVICE_URL, ROUTER_NETWORKS, ROUTER_NETWORKS_JSON, PROXY_NETWORKS, PROXY_NETWORKS_JSON';

const forText = (name: string) => `; for the text itself write $$(${name}), with two dollars`;

test.each<[string, readonly string[], string, string]>([
  [
    'a setting that refers to what nobody provides',
    ["settings: { A: '$(NOBODY)' }"],
    'settings.A: $(NOBODY) is not a variable of this service',
    `refer to one of: A, ${offered}${forText('NOBODY')}`,
  ],
  [
    'a setting that refers to the database of a service without one',
    ["settings: { A: '$(DATABASE_HOST)' }", 'cache: {}'],
    'settings.A: $(DATABASE_HOST) is not a variable of this service',
    `refer to one of: CACHE_HOST, CACHE_PORT, CACHE_USER, CACHE_PASSWORD, CACHE_URL, CACHE_PREFIX, A, ${offered}${forText('DATABASE_HOST')}`,
  ],
  [
    'a reference that is nearly right',
    ["settings: { DB: 'a:$(DATABASE_PASSWROD)' }", 'database: {}'],
    'settings.DB: $(DATABASE_PASSWROD) is not a variable of this service',
    `did you mean $(DATABASE_PASSWORD)?${forText('DATABASE_PASSWROD')}`,
  ],
  [
    'a reference to what is only there when the pod is made',
    ["settings: { ROLE: '$(AWS_ROLE_ARN)' }", 'bucket: {}'],
    'settings.ROLE: $(AWS_ROLE_ARN) is not a variable of this service',
    `refer to one of: S3_BUCKET, S3_PREFIX, AWS_REGION, ROLE, ${offered}${forText('AWS_ROLE_ARN')}`,
  ],
  [
    'a database of the cache after an address that has one',
    ["settings: { BROKER: '$(CACHE_URL)/1' }", 'cache: {}'],
    'settings.BROKER: puts a path after $(CACHE_URL), which ends with the name of a database already',
    'compose the address of its parts, like redis://:$(CACHE_PASSWORD)@$(CACHE_HOST):$(CACHE_PORT)/1, or rediss:// with $(CACHE_USER) for a shared cache',
  ],
  [
    'the same by another name, in a file',
    ["settings: { STORE: '$(DATABASE_URL)' }", 'database: {}', "files: { /app.ini: 'dsn = $(STORE)/wiki' }"],
    'files./app.ini: puts a path after $(STORE), which ends with the name of a database already',
    'compose the address of its parts, like postgres://$(DATABASE_USER):$(DATABASE_PASSWORD)@$(DATABASE_HOST):$(DATABASE_PORT)/$(DATABASE_NAME)',
  ],
  [
    'a setting that goes on what the image has',
    ["settings: { PATH: '/opt/bin:$(PATH)' }"],
    'settings.PATH: refers to itself',
    'write the value: Kubernetes does not replace variables of the image, and of these only the ones above',
  ],
  [
    'a job that has a shell run a command that could be a name',
    ["schedule: [{ name: note, at: '0 3 * * *', command: [sh, -c, 'echo $(date)'] }]"],
    'schedule[0].command[2]: $(date) is not a variable of this service',
    `refer to one of: ${offered}${forText('date')}`,
  ],
  [
    'a worker that refers to what is not there',
    ["workers: [{ name: mail, command: [run, '$(QUEUE)'], alive: [ping] }]"],
    'workers[0].command[1]: $(QUEUE) is not a variable of this service',
    `refer to one of: ${offered}${forText('QUEUE')}`,
  ],
  [
    'a question whether a worker works that refers to a variable',
    ["workers: [{ name: mail, command: [run], alive: [ping, '$(CACHE_URL)'] }]", 'cache: {}'],
    'workers[0].alive[1]: refers to $(CACHE_URL), which Kubernetes does not replace in a probe if it comes from a secret',
    `have a shell read it, as [sh, -c, '… "$CACHE_URL"']${forText('CACHE_URL')}`,
  ],
  [
    'a file that refers to nearly a variable of a database that is not there',
    ["files: { /app/app.ini: 'host = $(DATABASE_HOTS)' }"],
    'files./app/app.ini: refers to $(DATABASE_HOTS), which is not a variable of this service',
    'did you mean $(DATABASE_HOST), which is for the database? For the text itself write $$(DATABASE_HOTS), with two dollars',
  ],
])('%s is refused', (_, lines, ...problem) => {
  expect(said(...lines)).toEqual(problem);
});

test('a part of an address that is made of itself is refused, since others are made of it', () => {
  expect(said("settings: { DATABASE_USER: '$(DATABASE_USER)x' }", 'database: {}')).toEqual([
    'settings.DATABASE_USER: DATABASE_USER is set by the platform, for the database',
    'remove it, or rename it',
    'settings.DATABASE_USER: refers to itself',
    'write the value: Kubernetes does not replace variables of the image, and of these only the ones above',
  ]);
});

test('settings that refer to each other in a circle are all told', () => {
  expect(
    said(
      "settings: { A: '$(B)', B: { value: '$(A)', notSecret: 'It is a name' } }".replace(
        'It is a name',
        'It is the name of nobody',
      ),
    ),
  ).toEqual([
    'settings.A: refers to itself by way of B',
    'write the value: Kubernetes does not replace variables of the image, and of these only the ones above',
    'settings.B.value: refers to itself by way of A',
    'write the value: Kubernetes does not replace variables of the image, and of these only the ones above',
  ]);
});

test.each<[string, readonly string[]]>([
  [
    'names that the platform does not set',
    [
      "settings: { S3_ENABLED: 'true', DATABASE_MAX_CONNS: '5', CACHE_TTL: '60' }",
      'bucket: {}',
      'database: {}',
      'cache: {}',
    ],
  ],
  ['the variables of what it does not have', ['settings: { DATABASE_URL: none, OIDC_ISSUER: none }']],
  [
    'references to all that is provided',
    [
      "settings: { A: '$(DATABASE_URL)$(S3_BUCKET)$(OIDC_CLIENT_ID)$(MAIL_PASSWORD)' }",
      'secrets: [MAIL_PASSWORD]',
      'database: {}',
      'bucket: {}',
      'login: { callback: /in }',
    ],
  ],
  [
    'an address in another form, made of what is provided',
    [
      "settings: { DATABASE_URL: 'postgresql://$(DATABASE_USER):$(DATABASE_PASSWORD)@$(DATABASE_HOST)/$(DATABASE_NAME)' }",
      'database: {}',
    ],
  ],
  [
    'the provided address with more behind it, for a worker too',
    [
      "settings: { DATABASE_URL: '$(DATABASE_URL)?pool=20' }",
      "workers: [{ name: mail, command: [run], alive: [ping], settings: { CACHE_URL: '$(CACHE_URL)#mail' } }]",
      'database: {}',
      'cache: {}',
    ],
  ],
  [
    'words around a secret, whatever the setting is called',
    [
      "settings: { APP_KEY: 'base64:$(KEY_BYTES)', PUSH_AUTH: 'user:$(CACHE_PASSWORD)' }",
      'secrets: [KEY_BYTES]',
      'cache: {}',
    ],
  ],
  ['dollars', ["settings: { PRICE: '$$5', SHELL: '$HOME', LITERAL: '$$(NOBODY)' }"]],
  ['files with what looks like a reference', ["files: { /app/run.sh: 'make $(MAKEFLAGS) $(date +%s)' }"]],
  [
    'a command of a shell',
    ["schedule: [{ name: note, at: '0 3 * * *', command: [sh, -c, 'echo $(date +%s) $$(date)'] }]"],
  ],
])('%s are taken', (_, lines) => {
  expect(said(...lines)).toEqual([]);
});
