import { load, minimalEnvironment, minimalTenant } from '../support/environment-folder';

const environment = `${minimalEnvironment}databases:
  shared: [{ name: general, storageGiB: 10 }]
caches: [{ name: gitlab, nodeType: cache.m7g.large }]
`;

const needs = (...lines: readonly string[]) => {
  const text = [minimalTenant, ...lines.map((line) => `    ${line}\n`)].join('');
  const { tenants } = load({ 'environment.yaml': environment, 'tenants/site.yaml': text }).environment;
  return tenants.flatMap(({ services }) => services.map(({ needs }) => needs))[0];
};

const nothing = { typedIn: [], generated: [] };

test.each<[string, readonly string[], object]>([
  ['nothing', [], nothing],
  [
    'secrets of people and generated ones',
    ['secrets: [API_TOKEN, { generated: SALT }]'],
    { typedIn: ['API_TOKEN'], generated: ['SALT'] },
  ],
  ['a database of its own', ['database: {}'], { ...nothing, archivist: 'cloudnative-pg' }],
  ['one that Crunchy runs', ['database: { operator: crunchy }'], { ...nothing, archivist: 'crunchy' }],
  ['one without backup', ["database: { backup: { none: 'Filled from elsewhere' } }"], nothing],
  ['MySQL', ['database: { engine: mysql }'], { typedIn: [], generated: ['database-password'], archivist: 'mysql' }],
  [
    'a shared database',
    ['database: { shared: general }'],
    { typedIn: [], generated: ['database-password'], sharedDatabase: 'general' },
  ],
  [
    'databases beside its own',
    ['database: { further: [{ name: counts }, { name: queue }] }'],
    {
      typedIn: [],
      generated: ['database-counts-password', 'database-queue-password'],
      archivist: 'cloudnative-pg',
    },
  ],
  [
    'databases of which Crunchy makes the passwords',
    ['database: { operator: crunchy, further: [{ name: counts }] }'],
    { ...nothing, archivist: 'crunchy' },
  ],
  [
    'two databases in a shared cluster',
    ['database: { shared: general, further: [{ name: counts }] }'],
    { typedIn: [], generated: ['database-password', 'database-counts-password'], sharedDatabase: 'general' },
  ],
  ['a cache of its own', ['cache: {}'], { typedIn: [], generated: ['cache-password'] }],
  ['a shared cache', ['cache: { shared: gitlab }'], { ...nothing, sharedCache: { name: 'gitlab', keys: 'prefixed' } }],
  [
    'a bucket',
    ['bucket: { expireDays: 9 }'],
    {
      ...nothing,
      bucket: { keepDeletedDays: 30, expireDays: 9 },
      objects: { below: 'web', may: 'change' },
    },
  ],
])('a web application with %s', (_, lines, expected) => {
  expect(needs(...lines)).toEqual(expected);
});

test('HedgeDoc has a secret that the single sign-on knows too, and one that nobody else does', () => {
  const text = minimalTenant.replace(/web-application[^]*/, 'hedgedoc\n');
  const [tenant] = load({ 'tenants/site.yaml': text }).environment.tenants;
  expect(tenant?.services.map(({ needs }) => needs)).toEqual([
    { typedIn: [], generated: ['oauth2-client-secret', 'session-secret'], archivist: 'cloudnative-pg' },
  ]);
});

test('releases are published and never replaced, and a gateway reads what it shows and nothing else', () => {
  const text = minimalTenant.replace(
    /hosts:[^]*/,
    `hosts: [publish.commons.example, download.commons.example]
services:
  - kind: release-service
    image: quay.io/commons/releases:1
    hosts: [publish.commons.example]
    gitlab: https://gitlab.commons.example
    namespaces: [desktop]
  - kind: web-gateway
    hosts: [download.commons.example]
    content: { service: releases, folder: desktop }
`,
  );
  const [tenant] = load({ 'tenants/site.yaml': text }).environment.tenants;
  expect(tenant?.services.map(({ needs }) => needs)).toMatchObject([
    { bucket: { keepDeletedDays: 365 }, objects: { below: 'releases', may: 'publish' } },
    { objects: { below: 'releases/desktop', may: 'read' } },
  ]);
});

test('each hook of an automation has a token, which GitLab makes or nobody does', () => {
  const text = minimalTenant.replace(
    /web-application[^]*/,
    `automation
    receiver: quay.io/commons/automation-hooks:stable
    image: quay.io/commons/accounts:stable
    gitlab: https://gitlab.commons.example
    account: accounts-bot
    secrets: [BIND_PASSWORD, { generated: SALT }]
    hooks:
      - { name: request, project: team/accounts, on: [issue], run: [bin/accounts] }
      - { name: groups, project: team/groups, on: [note], run: [bin/groups], token: signing }
`,
  );
  const [tenant] = load({ 'tenants/site.yaml': text }).environment.tenants;
  expect(tenant?.services.map(({ needs }) => needs)).toEqual([
    { typedIn: ['BIND_PASSWORD', 'hook-token-groups'], generated: ['SALT', 'hook-token-request'] },
  ]);
});
