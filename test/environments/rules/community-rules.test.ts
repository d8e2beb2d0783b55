import { minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';

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

const said = (...services: readonly string[]) =>
  report({
    'environment.yaml': `${minimalEnvironment}databases: { shared: [{ name: general, storageGiB: 50 }] }\n`,
    'tenants/site.yaml': minimalTenant.replace(
      /hosts:[^]*/,
      `hosts: [forum.commons.example, uploads.commons.example]\nservices:\n${services.join('\n')}\n`,
    ),
  }).map((line) => line.replace(/^tenants\/site\.yaml:\d+:\d+ /, ''));

test('a gateway shows the uploads of a forum', () => {
  expect(said(forum(), gateway('{ service: discourse, folder: uploads }'))).toEqual([]);
});

test.each([
  [
    'all of a forum, with its backups',
    gateway('{ service: discourse }'),
    'services[1].content.service: shows all that discourse keeps, with its backups',
    'write folder: uploads',
  ],
  [
    'the backups of a forum',
    gateway('{ service: discourse, folder: backups }'),
    'services[1].content.folder: shows all that discourse keeps, with its backups',
    'write folder: uploads',
  ],
  [
    'a service that is not there',
    gateway('{ service: discurse, folder: uploads }'),
    'services[1].content.service: discurse is no service of this tenant with a part of its bucket',
    'did you mean discourse?',
  ],
])('no gateway shows %s', (_, shown, reason, remedy) => {
  expect(said(forum(), shown)).toEqual([reason, remedy]);
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
