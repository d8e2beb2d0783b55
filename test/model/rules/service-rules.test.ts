import { changed, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';
import { minimalPools } from '../../support/pools';

/** A tenant with lines more about its web application, from line 9 of the file on. */
const web = (...lines: readonly string[]) => `${minimalTenant}${lines.map((line) => `    ${line}\n`).join('')}`;
const said = (text: string) => report({ 'tenants/site.yaml': text });

test.each([
  'namespace',
  'tenant',
  'maintainers',
  'default-deny',
  'dns',
  'secrets-reader',
  'site-db',
  'site-db-rw',
  'site-cache',
  'site-pooler',
  'site-data',
  'site-closed',
  'site-jobs',
  'site-migration',
  'site-job-fetch',
  'site-worker',
  'site-processes',
])('no service is called %s', (name) => {
  expect(said(web(`name: ${name}`))).toEqual([
    `tenants/site.yaml:9:11 services[0].name: ${name} is a name of other objects in the namespace`,
    'choose another name, without -before, -db, -cache, -job, -worker or -processes in it, or -pooler, -data, -closed, -outside, -ports, -jobs or -migration at its end',
  ]);
});

test.each(['tenants', 'my-dns', 'db', 'data', 'database', 'cache', 'a-dbx', 'a-closed-b'])(
  'a service may be called %s',
  (name) => {
    expect(said(web(`name: ${name}`))).toEqual([]);
  },
);

const databaseRemedy = 'remove it, or rename it';
const replicasRemedy = 'write replicas: 1, or sharing: many-pods in the claim, or keep the data in the database';
const diskRemedy = (line: string) => `write ${line}, or have a disk with sharing: one-pod`;
const mountRemedy = 'mount each at a path of its own';
const claim = 'claim: { path: /var/lib/site, sizeGiB: 5 }';

test.each<[string, string, string, string]>([
  [
    'a volume for two pods, by default',
    web(claim),
    '7:5 services[0].replicas: is 2, but the volume can be written by one pod only',
    replicasRemedy,
  ],
  [
    'a volume for three pods',
    web(claim, 'replicas: 3'),
    '10:15 services[0].replicas: is 3, but the volume can be written by one pod only',
    replicasRemedy,
  ],
  [
    'an architecture that no worker has, though the control plane has it',
    web('architecture: amd64'),
    '9:19 services[0].architecture: no worker pool that accepts any pod is amd64',
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
    'remove it, or rename it, or compose it of what the platform gives, as $(DATABASE_URL)?option=value',
  ],
  [
    'a secret that the platform sets',
    web('secrets: [DATABASE_PASSWORD]', 'database: {}'),
    '9:15 services[0].secrets[0]: DATABASE_PASSWORD is set by the platform, for the database',
    databaseRemedy,
  ],
  [
    'a generated secret under the name of one that people type in',
    web('secrets: [API_TOKEN, { generated: API_TOKEN }]'),
    '9:26 services[0].secrets[1]: repeats secrets[0]',
    'name each once',
  ],
  [
    'a generated secret that is a setting too',
    web('settings: { SITE_NAME: x }', 'secrets: [{ generated: SITE_NAME }]'),
    '10:15 services[0].secrets[0]: SITE_NAME is a setting too',
    'keep it in one of the two lists',
  ],
  [
    'a secret that the platform sets for the cache',
    web('secrets: [{ generated: CACHE_PASSWORD }]', 'cache: {}'),
    '9:15 services[0].secrets[0]: CACHE_PASSWORD is set by the platform, for the cache',
    databaseRemedy,
  ],
  [
    'a setting that the platform sets for the bucket',
    web('settings: { AWS_REGION: eu-west-1 }', 'bucket: {}'),
    '9:29 services[0].settings.AWS_REGION: AWS_REGION is set by the platform, for the bucket',
    databaseRemedy,
  ],
  [
    'a shared database that is not there',
    web('database: { shared: general }'),
    '9:25 services[0].database.shared: general is not in databases.shared of the environment',
    'name one of: none yet, so have one of its own',
  ],
  [
    'a shared cache that is not there',
    web('cache: { shared: gitlab }'),
    '9:22 services[0].cache.shared: gitlab is not in caches of the environment',
    'name one of: none yet, so have one of its own',
  ],
  [
    'a folder of many pods that is copied otherwise than the file system',
    web('claim: { path: /srv, sizeGiB: 5, sharing: many-pods, backup: hourly }'),
    '9:66 services[0].claim.backup: is hourly, but the file system that many pods share is copied daily',
    diskRemedy('backup: daily'),
  ],
  [
    'a folder of many pods that is fast',
    web('claim: { path: /srv, sizeGiB: 5, sharing: many-pods, speed: fast }'),
    '9:65 services[0].claim.speed: is fast, but the file system that many pods share has one speed',
    diskRemedy('speed: standard'),
  ],
  [
    'a volume where scratch space is by default',
    web('claim: { path: /tmp, sizeGiB: 5 }', 'replicas: 1'),
    '7:5 services[0].scratch[0]: /tmp is mounted by claim.path already',
    mountRemedy,
  ],
  [
    'scratch space twice at a path',
    web('scratch: [/tmp, /var/cache, /var/cache]'),
    '9:33 services[0].scratch[2]: /var/cache is mounted by scratch[1] already',
    mountRemedy,
  ],
])('%s is refused', (_, text, place, remedy) => {
  expect(said(text)).toEqual([`tenants/site.yaml:${place}`, remedy]);
});

test.each([
  ['a volume for one pod', web(claim, 'replicas: 1')],
  ['scratch space inside a volume', web(claim, 'replicas: 1', 'scratch: [/var/lib/site/cache]')],
  ['a volume inside scratch space', web('claim: { path: /tmp/site, sizeGiB: 5 }', 'replicas: 1')],
  ['a folder for many pods', web('claim: { path: /srv, sizeGiB: 5, sharing: many-pods }', 'replicas: 3')],
  [
    'a folder that is not needed again',
    web("claim: { path: /srv, sizeGiB: 5, sharing: many-pods, backup: { none: 'Thumbnails, made again' } }"),
  ],
  ['a setting called after the database, without one', web('settings: { DATABASE_URL: x }')],
  [
    'settings called after cache and bucket, without them',
    web('settings: { CACHE_DAYS: x, AWS_REGION: x, S3_URL: x }'),
  ],
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

describe('what is shared', () => {
  const environment = `${minimalEnvironment}databases:
  shared: [{ name: general, storageGiB: 10 }, { name: maps, storageGiB: 10 }]
caches: [{ name: gitlab, nodeType: cache.m7g.large }]
`;
  const saidOf = (...lines: readonly string[]) =>
    report({ 'environment.yaml': environment, 'tenants/site.yaml': web(...lines) });

  test('is taken when it is there', () => {
    expect(saidOf('database: { shared: general }', 'cache: { shared: gitlab }')).toEqual([]);
  });

  test('is looked for among all, and a slip of the pen is told', () => {
    expect(saidOf('database: { shared: generel }')[1]).toBe('did you mean general?');
    expect(saidOf('database: { shared: forum-archive }')[1]).toBe('name one of: general, maps');
  });

  test('is looked for by HedgeDoc too', () => {
    const pad = changed(minimalTenant, 'web-application\n    image: quay.io/commons-example/site:stable', 'hedgedoc');
    const files = { 'environment.yaml': environment, 'tenants/site.yaml': `${pad}    database: { shared: map }\n` };
    expect(report(files)).toEqual([
      'tenants/site.yaml:8:25 services[0].database.shared: map is not in databases.shared of the environment',
      'did you mean maps?',
    ]);
  });
});

test('HedgeDoc migrates through its connection, which transactions would break', () => {
  const pad = changed(minimalTenant, 'web-application\n    image: quay.io/commons-example/site:stable', 'hedgedoc');
  expect(said(`${pad}    database: { pooling: transaction }\n`)).toEqual([
    'tenants/site.yaml:8:26 services[0].database.pooling: is transaction, but HedgeDoc migrates its schema through the connection it works with',
    'leave it out',
  ]);
});

test('the uploads of HedgeDoc are a disk too, which a fast class makes too small', () => {
  const fast = `${minimalEnvironment}storage: { standard: { iops: 8000, throughputMiBps: 250 } }\n`;
  const pad = changed(minimalTenant, 'web-application\n    image: quay.io/commons-example/site:stable', 'hedgedoc');
  const of = (line: string) => report({ 'environment.yaml': fast, 'tenants/site.yaml': `${pad}${line}` });
  const database = '    database: { storageGiB: 16 }\n';
  expect(of(`${database}    uploadsGiB: 16\n`)).toEqual([]);
  expect(of(`${database}    uploadsGiB: 15\n`)).toEqual([
    'tenants/site.yaml:9:17 services[0].uploadsGiB: 8000 I/O operations are more than 500 for each of 15 GiB, which EC2 refuses',
    'a volume of that speed has at least 16 GiB',
  ]);
});
