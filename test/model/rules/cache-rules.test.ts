import { load, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';

const environment = `${minimalEnvironment}caches:
  - { name: remembered, nodeType: cache.t4g.small }
  - { name: forgotten, nodeType: cache.t4g.small, eviction: least-recently-used }
`;

const head = minimalTenant.slice(0, minimalTenant.indexOf('services:'));
const forum = `  - kind: discourse
    image: quay.io/commons/discourse@sha256:${'0f'.repeat(32)}
    hosts: [site.commons.example]
    uploadsHost: uploads.commons.example
    mail: { from: site@commons.example, relay: { host: mail.commons.example } }
`;
const gateway = `  - kind: web-gateway
    hosts: [uploads.commons.example]
    content: { service: discourse, folder: uploads }
`;
const discourse = (cache: string) =>
  `${head.replace('[site.', '[uploads.commons.example, site.')}services:\n${forum}${cache}${gateway}`;
const hookshot = (cache: string) => `${head}services:
  - kind: hookshot
    homeserver: { url: https://matrix.commons.example, domain: commons.example, calledFrom: [203.0.113.8/32] }
    administrators: ['@ada:commons.example']
${cache}`;
const web = (...lines: readonly string[]) => `${minimalTenant}${lines.map((line) => `    ${line}\n`).join('')}`;
const workers = 'workers: [{ name: mail, command: [bin/work], alive: [bin/ping] }]';

const files = (tenant: string) => ({ 'environment.yaml': environment, 'tenants/site.yaml': tenant });

const place = (problem: string | undefined) => problem?.replace(/^\S+ /, '');

test.each([
  ['a forum', discourse('    cache: { eviction: least-recently-used }\n'), 'eviction', 'jobs that wait'],
  ['a forum in a shared cache', discourse('    cache: { shared: forgotten }\n'), 'shared', 'jobs that wait'],
  [
    'a bridge',
    hookshot('    cache: { memoryMiB: 64, eviction: least-recently-used }\n'),
    'eviction',
    'messages that wait',
  ],
  [
    'a web application that keeps its entries',
    web('cache: { eviction: least-recently-used, keep: {} }'),
    'eviction',
    'the data that it must keep',
  ],
])('%s whose cache evicts is refused', (_, tenant, field, lost) => {
  const [problem, remedy] = report(files(tenant));
  expect(place(problem)).toMatch(
    new RegExp(`^services\\[0\\].cache.${field}: the cache evicts the least recently used entries, and ${lost}`),
  );
  expect(remedy).toBe('write eviction: none there, or name a cache with eviction: none');
});

test.each([
  ['a forum that says nothing of it', discourse('')],
  ['a forum that says how large its cache is', discourse('    cache: { memoryMiB: 1024 }\n')],
  ['a forum in a cache that evicts nothing', discourse('    cache: { shared: remembered }\n')],
  ['a web application', web('cache: { eviction: least-recently-used }')],
])('%s is taken', (_, tenant) => {
  expect(report(files(tenant))).toEqual([]);
});

test.each([
  ['workers beside a cache that evicts', web('cache: { eviction: least-recently-used }', workers), ['eviction']],
  ['workers beside a shared one that evicts', web('cache: { shared: forgotten }', workers), ['shared']],
  ['workers beside a cache that does not', web('cache: {}', workers), []],
  ['workers without a cache', web('database: {}', workers), []],
  ['no workers', web('cache: { shared: forgotten }'), []],
])('a person looks at %s', (_, tenant, fields) => {
  const { warnings } = load(files(tenant));
  expect(warnings.filter(({ file }) => file.includes('tenants')).map(({ path }) => path)).toEqual(
    fields.map((field) => `services[0].cache.${field}`),
  );
});

const fetches = `${head}services:
  - { kind: git-fetch-cache, image: 'quay.io/commons/git-fetch-cache:1', gitlab: https://gitlab.commons.example }
`;

test.each([
  ['a cache of fetches', fetches, { memoryMiB: 64, eviction: 'least-recently-used' }],
  ['a forum', discourse(''), { memoryMiB: 512, eviction: 'none' }],
  ['a forum with more memory', discourse('    cache: { memoryMiB: 1024 }\n'), { memoryMiB: 1024, eviction: 'none' }],
  ['a web application', web('cache: {}'), { memoryMiB: 128, eviction: 'none' }],
])('%s has what its kind needs by default', (_, tenant, expected) => {
  const { caches, tenants } = load(files(tenant)).environment;
  expect(tenants[0]?.services[0]).toMatchObject({ cache: { declared: expected } });
  expect(caches.map(({ eviction }) => eviction)).toEqual(['none', 'least-recently-used']);
});

const shared = (tenant: string, host: string) =>
  tenant.replaceAll('site.commons.example', host).replace('uploads.commons.example', `uploads-${host}`);
const webAt = (host: string, cache = 'remembered') => shared(web(`cache: { shared: ${cache} }`), host);

/** What is said of shared caches, by file. */
const saidOf = (tenants: Readonly<Record<string, string>>) =>
  report({ 'environment.yaml': environment, ...tenants }).filter((line) => line.includes('cache.shared'));

test.each<[string, Readonly<Record<string, string>>, string]>([
  [
    'a forum beside a web application',
    {
      'tenants/site.yaml': discourse('    cache: { shared: remembered }\n'),
      'tenants/wiki.yaml': webAt('wiki.commons.example'),
    },
    'tenants/site.yaml:12:22 services[0].cache.shared: discourse has no setting for a key prefix, and service web of tenant wiki uses remembered too',
  ],
  [
    'a bridge beside a web application',
    {
      'tenants/site.yaml': hookshot('    cache: { shared: remembered }\n'),
      'tenants/wiki.yaml': webAt('wiki.commons.example'),
    },
    'hookshot has no setting for a key prefix, and service web of tenant wiki',
  ],
  [
    'a forum beside a bridge',
    {
      'tenants/site.yaml': discourse('    cache: { shared: remembered }\n'),
      'tenants/bridge.yaml': shared(hookshot('    cache: { shared: remembered }\n'), 'bridge.commons.example'),
    },
    'discourse has no setting for a key prefix, and service hookshot of tenant bridge',
  ],
])('%s in a shared cache is refused', (_, tenants, reason) => {
  expect(saidOf(tenants).join('\n')).toContain(reason);
});

test('two bridges in one cache are refused both', () => {
  const bridge = (host: string) => shared(hookshot('    cache: { shared: remembered }\n'), host);
  const found = saidOf({
    'tenants/one.yaml': bridge('one.commons.example'),
    'tenants/two.yaml': bridge('two.commons.example'),
  });
  expect(found.map((line) => /^tenants.(\w+)/.exec(line)?.[1])).toEqual(['one', 'two']);
});

test('web applications share a cache, and a forum has one alone', () => {
  expect(
    saidOf({
      'tenants/site.yaml': discourse('    cache: { shared: remembered }\n'),
      'tenants/wiki.yaml': webAt('wiki.commons.example', 'forgotten'),
      'tenants/maps.yaml': webAt('maps.commons.example', 'forgotten'),
    }),
  ).toEqual([]);
});

test('as many users as ElastiCache takes in a group are taken, and one more is told', () => {
  const tenants = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`tenants/t${index}.yaml`, webAt(`t${index}.commons.example`)]),
    );
  const warned = (count: number) =>
    load({ 'environment.yaml': environment, ...tenants(count) }).warnings.filter(({ path }) =>
      path.startsWith('caches'),
    );
  expect(warned(99)).toEqual([]);
  expect(warned(100)).toMatchObject([
    { path: 'caches[0].name', reason: expect.stringContaining('has 101 users') as unknown },
  ]);
});

test('more users than the stack of the caches has room for are refused', () => {
  const tenants = Object.fromEntries(
    Array.from({ length: 230 }, (_, index) => [`tenants/t${index}.yaml`, webAt(`t${index}.commons.example`)]),
  );
  expect(report({ 'environment.yaml': environment, ...tenants }).join('\n')).toContain(
    'caches: have 473 resources with all their users, and there is room for 450 in a stack',
  );
});
