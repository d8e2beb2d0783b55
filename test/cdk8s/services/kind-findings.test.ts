import { load, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';

const forum = (...lines: readonly string[]) =>
  [
    '  - kind: discourse',
    '    image: quay.io/commons/discourse@sha256:' + '0f'.repeat(32),
    '    hosts: [forum.commons.example]',
    '    uploadsHost: uploads.commons.example',
    '    mail: { from: forum@commons.example, relay: { host: mail.commons.example } }',
    ...lines.map((line) => `    ${line}`),
  ].join('\n');

const gateway = (content: string) =>
  `  - kind: web-gateway\n    hosts: [uploads.commons.example]\n    content: ${content}`;

const inTenant = (...services: readonly string[]) =>
  minimalTenant.replace(
    /hosts:[^]*/,
    `hosts: [forum.commons.example, uploads.commons.example]\nservices:\n${services.join('\n')}\n`,
  );

const said = (...services: readonly string[]) =>
  report({
    'environment.yaml': `${minimalEnvironment}databases: { shared: [{ name: general, storageGiB: 50 }] }\n`,
    'tenants/site.yaml': inTenant(...services),
  }).map((line) => line.replace(/^tenants\/site\.yaml:\d+:\d+ /, ''));

test('a gateway shows the uploads of a forum', () => {
  expect(said(forum(), gateway('{ service: discourse, folder: uploads }'))).toEqual([]);
});

test.each([
  [
    'all of a forum, with its backups',
    gateway('{ service: discourse }'),
    'services[1].content.service: publishes everything that discourse stores, with its backups',
    'write folder: uploads',
  ],
  [
    'the backups of a forum',
    gateway('{ service: discourse, folder: backups }'),
    'services[1].content.folder: publishes everything that discourse stores, with its backups',
    'write folder: uploads',
  ],
  [
    'a service that is not there',
    gateway('{ service: discurse, folder: uploads }'),
    'services[1].content.service: discurse is not a service of this tenant with a part of its bucket',
    'did you mean discourse?',
  ],
])('no gateway shows %s', (_, shown, reason, remedy) => {
  expect(said(forum(), shown)).toEqual([reason, remedy]);
});

test('it is told when no other service of the tenant serves the host of uploads', () => {
  const warned = (uploadsHost: string) =>
    load({
      'tenants/site.yaml': inTenant(
        forum().replace('uploadsHost: uploads', `uploadsHost: ${uploadsHost}`),
        gateway('{ service: discourse, folder: uploads }'),
      ),
    }).warnings.flatMap(({ path, reason, remedy }) =>
      path.includes('uploadsHost') ? [`${path}: ${reason}`, remedy] : [],
    );
  expect(warned('uploads')).toEqual([]);
  expect(warned('upload')).toEqual([
    'services[0].uploadsHost: upload.commons.example is served by no other service of the tenant, so that nobody sees an upload unless somebody else serves it',
    'add a web gateway with hosts: [upload.commons.example] and content: { service: discourse, folder: uploads }, or write the host of one',
  ]);
  expect(warned('forum')[0]).toContain('forum.commons.example is served by no other service of the tenant');
});

test('a forum in a shared cluster has to name its extensions', () => {
  const uploads = gateway('{ service: discourse, folder: uploads }');
  expect(said(forum('database: { shared: general, extensions: [hstore, vector] }'), uploads)).toEqual([
    'services[0].database.extensions: lacks pg_trgm, unaccent, which Discourse needs',
    'write extensions: [hstore, pg_trgm, unaccent, vector]',
  ]);
  const all = '[hstore, pg_trgm, unaccent, vector]';
  expect(said(forum(`database: { shared: general, extensions: ${all} }`), uploads)).toEqual([]);
});

const fetches = (gitlab: string, ...lines: readonly string[]) =>
  [
    '  - kind: git-fetch-cache',
    '    image: quay.io/commons/git-fetch-cache:stable',
    `    gitlab: https://${gitlab}`,
    ...lines.map((line) => `    ${line}`),
  ].join('\n');

test.each([[[]], [['hosts: [forum.commons.example, uploads.commons.example]']]])(
  'a cache of fetches has a host of its own (%j)',
  (lines) => {
    expect(said(fetches('gitlab.commons.example', ...lines))).toEqual([]);
    expect(said(fetches('forum.commons.example', ...lines))).toEqual([
      'services[0].gitlab: https://forum.commons.example is a host that the cache itself serves, so that it would ask itself',
      'name the host of GitLab, and serve another one',
    ]);
  },
);

test('whatever shares a cache shares one that is there', () => {
  expect(said(fetches('gitlab.commons.example', 'cache: { shared: general }'))).toEqual([
    'services[0].cache.shared: general is not in caches of the environment',
    'name one of: none yet, so have one of its own',
  ]);
});

const automation = (...lines: readonly string[]) =>
  [
    '  - kind: automation',
    '    receiver: quay.io/commons/automation-hooks:stable',
    '    image: quay.io/commons/accounts:stable',
    '    gitlab: https://gitlab.commons.example',
    '    account: accounts-bot',
    '    hooks: [{ name: request, project: team/accounts, on: [issue], run: [bin/accounts] }]',
    ...lines.map((line) => `    ${line}`),
  ].join('\n');

test('an automation has its tenant for itself', () => {
  expect(said(automation())).toEqual([]);
  expect(
    said(
      automation('hosts: [forum.commons.example]'),
      fetches('gitlab.commons.example', 'hosts: [uploads.commons.example]'),
    ),
  ).toEqual([
    'services[0]: hooks has other services beside it, and an attacker of this one could reach their secrets',
    'give it a tenant of its own, in another file',
  ]);
});

test.each([
  [
    'variables of each run',
    automation('secrets: [HOOK_TOKEN, HOOK_IID]'),
    'services[0].secrets[1]: HOOK_IID is set by the platform, for each run',
    'remove it, or rename it',
  ],
  [
    'a setting that is a secret',
    automation('settings: { BIND_PASSWORD: x }'),
    'services[0].settings.BIND_PASSWORD: sounds like a secret',
    expect.stringContaining('list the name under secrets'),
  ],
  [
    'a command that refers to what only the receiver adds',
    automation().replace('[bin/accounts]', '[bin/accounts, $(HOOK_IID)]'),
    'services[0].hooks[0].run[1]: $(HOOK_IID) is not a variable of this service',
    expect.stringContaining('refer to one of: HOOK_GITLAB, HOOK_NAME'),
  ],
  [
    'a port that is open anyway',
    automation("callsOut: [{ port: 443, because: 'The directory speaks HTTPS' }]"),
    'services[0].callsOut[0].port: is 443, to which every service may connect',
    'remove it',
  ],
  [
    'two hooks of one name',
    automation().replace(/hooks: \[(.*)\]$/m, 'hooks: [$1, $1]'),
    'services[0].hooks[1].name: repeats the name of hooks[0]',
    'give each hook of a service a name of its own',
  ],
])('no automation has %s', (_, service, reason, remedy) => {
  expect(said(service)).toEqual([reason, remedy]);
});

const bridge = (homeserver: string) =>
  `  - kind: hookshot\n    hosts: [forum.commons.example]\n    homeserver: { ${homeserver} }\n    administrators: ['@ada:commons.example']`;

const releases = (downloads: string) =>
  `  - kind: release-service\n    image: quay.io/commons/release-service:stable\n    gitlab: https://gitlab.commons.example\n    hosts: [uploads.commons.example]\n    namespaces: [desktop]\n    downloads: ${downloads}`;

test('a bridge lets in its Matrix server and not everybody, and a release service offers downloads elsewhere', () => {
  const elsewhere = 'url: https://matrix.commons.example, domain: commons.example';
  expect(said(bridge(`${elsewhere}, calledFrom: [203.0.113.8/32]`), releases('https://files.commons.example'))).toEqual(
    [],
  );
  expect(
    said(
      bridge(
        "url: https://forum.commons.example, domain: commons.example, calledFrom: [203.0.113.8/32, 0.0.0.0/0, '::/0']",
      ),
      releases('https://uploads.commons.example/files'),
    ).filter((line) => line.startsWith('services')),
  ).toEqual([
    'services[0].homeserver.calledFrom[1]: 0.0.0.0/0 is everybody, who could then send the bridge what only the Matrix server may',
    'services[0].homeserver.calledFrom[2]: ::/0 is everybody, who could then send the bridge what only the Matrix server may',
    'services[0].homeserver.url: https://forum.commons.example is a host that the bridge itself serves, so that it would call itself',
    'services[1].downloads: https://uploads.commons.example/files is a host to which releases are uploaded, and which offers no downloads',
  ]);
});
