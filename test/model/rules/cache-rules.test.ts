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
])('%s whose cache evicts is refused', (_, tenant, field, lost) => {
  const [problem, remedy] = report(files(tenant));
  expect(place(problem)).toMatch(
    new RegExp(`^services\\[0\\].cache.${field}: the cache forgets what was least recently used, and ${lost}`),
  );
  expect(remedy).toBe('write eviction: none there, or name a cache that has it');
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
  ['workers without a cache', web(workers), []],
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
