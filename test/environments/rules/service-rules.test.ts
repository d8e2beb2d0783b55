import { changed, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';
import { minimalPools } from '../../support/pools';

/** A tenant with lines more about its web application, from line 9 of the file on. */
const web = (...lines: readonly string[]) => `${minimalTenant}${lines.map((line) => `    ${line}\n`).join('')}`;
const said = (text: string) => report({ 'tenants/site.yaml': text });

test.each([
  ...['namespace', 'tenant', 'maintainers', 'default-deny', 'dns', 'secrets-reader'],
  ...['site-db', 'site-pooler', 'site-data', 'site-closed'],
])('no service is called %s', (name) => {
  expect(said(web(`name: ${name}`))).toEqual([
    `tenants/site.yaml:9:11 services[0].name: ${name} is a name that other objects of the namespace take`,
    'choose another name, without -db, -pooler, -data or -closed at its end',
  ]);
});

test.each(['tenants', 'my-dns', 'db', 'data', 'database'])('a service may be called %s', (name) => {
  expect(said(web(`name: ${name}`))).toEqual([]);
});

const databaseRemedy = 'remove it, or rename it';
const mountRemedy = 'mount each at a path of its own';
const claim = 'claim: { path: /var/lib/site, sizeGiB: 5 }';

test.each<[string, string, string, string]>([
  [
    'a volume for two pods, by default',
    web(claim),
    '7:5 services[0].replicas: is 2, but a volume can be written by one pod only',
    'write replicas: 1, or keep the data in the database',
  ],
  [
    'a volume for three pods',
    web(claim, 'replicas: 3'),
    '10:15 services[0].replicas: is 3, but a volume can be written by one pod only',
    'write replicas: 1, or keep the data in the database',
  ],
  [
    'an architecture that no worker has, though the control plane has it',
    web('architecture: amd64'),
    '9:19 services[0].architecture: no worker pool that takes any pod is amd64',
    'build the image for arm64, or add a pool',
  ],
  [
    'a variable that is open and secret',
    web('settings: { SITE_NAME: x }', 'secrets: [API_TOKEN, SITE_NAME]'),
    '10:26 services[0].secrets[1]: SITE_NAME is a setting too',
    'keep it in one of the two lists',
  ],
  [
    'a secret named twice',
    web('secrets: [API_TOKEN, API_TOKEN]'),
    '9:26 services[0].secrets[1]: repeats secrets[0]',
    'name each once',
  ],
  [
    'a secret named twice',
    web('secrets: [API_TOKEN, SALT, API_TOKEN]'),
    '9:32 services[0].secrets[2]: repeats secrets[0]',
    'name each once',
  ],
  [
    'a setting that the platform sets',
    web('settings: { DATABASE_URL: x }', 'database: {}'),
    '9:31 services[0].settings.DATABASE_URL: DATABASE_URL is set by the platform, for the database',
    databaseRemedy,
  ],
  [
    'a secret that the platform sets',
    web('secrets: [DATABASE_PASSWORD]', 'database: {}'),
    '9:15 services[0].secrets[0]: DATABASE_PASSWORD is set by the platform, for the database',
    databaseRemedy,
  ],
  [
    'a volume where scratch space is by default',
    web('claim: { path: /tmp/site, sizeGiB: 5 }', 'replicas: 1'),
    '7:5 services[0].scratch[0]: /tmp and /tmp/site lie in one another',
    mountRemedy,
  ],
  [
    'scratch space inside a volume',
    web(claim, 'replicas: 1', 'scratch: [/var/lib/site/cache]'),
    '11:15 services[0].scratch[0]: /var/lib/site/cache and /var/lib/site lie in one another',
    mountRemedy,
  ],
  [
    'scratch space around other scratch space',
    web('scratch: [/tmp, /var/cache/site, /var/cache]'),
    '9:38 services[0].scratch[2]: /var/cache and /var/cache/site lie in one another',
    mountRemedy,
  ],
])('%s is refused', (_, text, place, remedy) => {
  expect(said(text)).toEqual([`tenants/site.yaml:${place}`, remedy]);
});

test.each([
  ['a volume for one pod', web(claim, 'replicas: 1')],
  ['a setting called after the database, without one', web('settings: { DATABASE_URL: x }')],
  ['paths that only begin alike', web('scratch: [/var/cache, /var/cached]')],
])('%s is taken', (_, text) => {
  expect(said(text)).toEqual([]);
});

test('an architecture is taken as soon as a worker pool has it', () => {
  const pools = changed(
    minimalPools,
    'size: 6\n',
    'size: 6\n    - { name: x, architecture: amd64, instanceTypes: [t3.large], size: 1 }\n',
  );
  const files = {
    'environment.yaml': changed(minimalEnvironment, 'edge:\n', `  pools:\n${pools}edge:\n`),
    'tenants/site.yaml': web('architecture: amd64'),
  };
  expect(report(files)).toEqual([]);
});
