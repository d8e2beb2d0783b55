import { changed, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';

test.each([
  'openshift',
  'openshift-pads',
  'kube-pads',
  'default',
  'platform',
  'platform-pads',
  'applications',
  'certificates',
  'external-secrets',
  'cert-manager',
  'cnpg',
  'cnpg-system',
  'ingress',
  'machine-pools',
  'node-admission',
  'shared',
  'shared-pads',
  'contributor-pads',
  'databases',
  'storage',
  'logs',
  'caches',
  'operators',
  'percona-pads',
  'postgres-operator',
  'bootstrap',
  'cluster',
  'contributor',
  'contributors',
  'pipelines',
  'worker',
])('no tenant is called %s', (name) => {
  expect(report({ [`tenants/${name}.yaml`]: minimalTenant })).toEqual([
    `tenants/${name}.yaml:1:1 ${name} is a name that the cluster reserves`,
    'rename the file: its name becomes a namespace, and part of the names of roles and secrets',
  ]);
});

test.each(['openshifters', 'kubernauts', 'defaults', 'my-platform', 'log', 'logs-of-bots', 'storage-tools'])(
  'a tenant may be called %s',
  (name) => {
    expect(report({ [`tenants/${name}.yaml`]: minimalTenant }, 'testing2')).toEqual([]);
  },
);

test('one person under two entries is one person', () => {
  const text = changed(minimalTenant, 'ines-okafor', 'ines-okafor, elif-kaya');
  expect(report({ 'tenants/site.yaml': text })).toEqual([
    'tenants/site.yaml:2:39 maintainers[2]: repeats maintainers[0]',
    'name a second person',
  ]);
});

test.each([
  ['by name', '{ kind: hedgedoc, name: web, hosts: [pad.commons.example] }', '10:29 services[1].name'],
  [
    'by default',
    '{ kind: web-application, hosts: [pad.commons.example], image: quay.io/commons-example/pad:1 }',
    '10:5 services[1].name',
  ],
])('two services of one name are refused, the same %s', (_, service, place) => {
  const text = `${minimalTenant}    hosts: [site.commons.example]\n  - ${service}\n`;
  expect(report({ 'tenants/site.yaml': text.replace('hosts: [', 'hosts: [pad.commons.example, ') })).toEqual([
    `tenants/site.yaml:${place}: repeats the name of services[0]`,
    'give each service of a tenant a name of its own',
  ]);
});

describe('no two roles are called the same', () => {
  const tenant = (...lines: readonly string[]) => [minimalTenant, ...lines.map((line) => `    ${line}\n`)].join('');
  const taken = (role: string, owner: string): unknown[] => [
    expect.stringMatching(
      `services\\[0\\].name: its role in AWS would be called testing-${role}, like that of ${owner}$`,
    ),
    'rename one of the two',
  ];
  const bucket = (name: string) => tenant(`name: ${name}`, 'bucket: {}');
  const database = (name: string) => tenant(`name: ${name}`, 'database: {}');

  test.each<[string, Readonly<Record<string, string>>, unknown[]]>([
    ['services', { a: bucket('b-c'), 'a-b': bucket('c') }, taken('a-b-c', 'service b-c of tenant a')],
    [
      'a database and a service',
      { a: database('b'), 'a-b': bucket('backup') },
      taken('a-b-backup', 'service b of tenant a, for its database'),
    ],
    ['a service and the reader of secrets', { a: bucket('secrets') }, taken('a-secrets', 'tenant a, for its secrets')],
    ['a service and a component', { cert: bucket('manager') }, taken('cert-manager', 'the platform')],
  ])('%s', (_, tenants, expected) => {
    expect(reportOf(tenants)).toEqual(expected);
  });

  const reportOf = (tenants: Readonly<Record<string, string>>) =>
    report(
      Object.fromEntries(
        Object.entries(tenants).map(([name, text]) => [
          `tenants/${name}.yaml`,
          changed(text, 'hosts: [site.', `hosts: [${name}.`),
        ]),
      ),
    );

  test('and what needs no role is no hindrance', () => {
    const plain = (name: string) => tenant(`name: ${name}`);
    expect(reportOf({ a: plain('b-c'), 'a-b': bucket('c') })).toEqual([]);
    const unsaved = tenant('name: b', "database: { backup: { none: 'Filled from elsewhere' } }");
    expect(reportOf({ a: unsaved, 'a-b': bucket('backup') })).toEqual([]);
  });
});

test('a bucket has a name that S3 takes', () => {
  const name = 'a-name-of-20-letters';
  const far = changed(
    minimalEnvironment,
    'region: us-east-1\nzones: [us-east-1a, us-east-1b, us-east-1c]',
    'region: ap-southeast-1\nzones: [ap-southeast-1a, ap-southeast-1b, ap-southeast-1c]',
  );
  const files = { 'environment.yaml': far, [`tenants/${name}.yaml`]: `${minimalTenant}    bucket: {}\n` };
  expect(report(files, 'testing2')).toEqual([
    `tenants/${name}.yaml:9:13 services[0].bucket: the bucket would be called testing2-tenant-${name}-111122223333-ap-southeast-1: 64 characters, and S3 allows 63`,
    'rename the file with at most 19 characters',
  ]);
  expect(report({ ...files, [`tenants/${name}.yaml`]: minimalTenant }, 'testing2')).toEqual([]);
});
