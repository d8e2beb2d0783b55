import { changed, load, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';

const withBlock = (block: string) => changed(minimalEnvironment, '10.0.0.0/16', block);
const cluster = (more: string) => changed(minimalEnvironment, '  baseDomain:', `${more}  baseDomain:`);
const pools = (more: string) =>
  cluster(`  pools:
    - { name: masters, role: control-plane, owner: cloudformation, architecture: amd64, instanceTypes: [m6i.xlarge], size: 3, volume: { sizeGiB: 200, iops: 4000 } }
    - { name: workers, architecture: arm64, instanceTypes: [m7g.4xlarge], size: 6, ${more} }
`);

describe('what EC2 would refuse minutes later is refused here:', () => {
  test.each([
    ['a VPC of each machine itself', withBlock('127.0.0.0/16'), 'has loopback addresses'],
    ['a VPC of link-local addresses', withBlock('169.254.0.0/16'), 'has link-local addresses'],
    ['a VPC of multicast addresses', withBlock('224.0.0.0/16'), 'has multicast addresses'],
    ['a VPC of reserved addresses', withBlock('240.0.0.0/16'), 'has reserved addresses'],
    [
      'throughput that the operations do not carry',
      pools('volume: { sizeGiB: 200, iops: 3000, throughputMiBps: 1000 }'),
      'cluster.pools[1].volume.throughputMiBps: is more than a quarter of 3000 I/O operations',
    ],
  ])('%s', (_, yaml, said) => {
    expect(report({ 'environment.yaml': yaml }).join('\n')).toContain(said);
  });

  test.each([
    ['5', 'services[0].claim.sizeGiB: 6000 I/O operations are more than 500 for each of 5 GiB'],
    ['11', 'a volume of that speed has at least 12 GiB'],
  ])('a fast disk of %s GiB', (sizeGiB, said) => {
    const tenant = `${minimalTenant}    claim: { path: /srv/data, sizeGiB: ${sizeGiB}, speed: fast }\n`;
    expect(report({ 'tenants/site.yaml': tenant }).join('\n')).toContain(said);
  });

  test('a fast disk that is large enough is taken', () => {
    const tenant = `${minimalTenant}    claim: { path: /srv/data, sizeGiB: 12, speed: fast }\n    replicas: 1\n`;
    expect(report({ 'tenants/site.yaml': tenant })).toEqual([]);
  });
});

test('a VPC of public addresses is taken with a word of warning', () => {
  const { warnings } = load({ 'environment.yaml': withBlock('198.18.0.0/16').replace('198.18', '11.22') });
  expect(warnings.map(({ reason }) => reason).join('\n')).toContain('has public addresses');
});

test.each(['0.0.0.0/0', '0.0.0.0/1'])('a CDN is not everybody: %s', (block) => {
  const yaml = changed(
    minimalEnvironment,
    "cdn: { none: 'Nobody but the tests knows this environment' }",
    `cdn: { canonicalName: x.cdn.example, ranges: { ipv4: [${block}] } }`,
  );
  expect(report({ 'environment.yaml': yaml }).join('\n')).toContain('is wider than /8, which is too much for one CDN');
});

test('a domain below which names would be too long for DNS', () => {
  const long = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.commons.example`;
  expect(
    report({ 'environment.yaml': changed(minimalEnvironment, 'openshift.commons.example', long) }).join('\n'),
  ).toContain('cluster.baseDomain: makes names longer than the 253 characters of DNS');
});

test.each([
  [`${'a'.repeat(260)}/purpose`, 'is not a valid key for Kubernetes'],
  ['a..b/purpose', 'is not a valid key for Kubernetes'],
  ['foo.k8s.io/purpose', 'is set by Kubernetes or this platform itself'],
  ['team.kubernetes.io/purpose', 'is set by Kubernetes or this platform itself'],
])('a label with which no kubelet starts: %s', (key, said) => {
  expect(report({ 'environment.yaml': pools(`labels: { '${key}': x }`) }).join('\n')).toContain(said);
});

test.each([
  ['/proc', 'is a folder of the system'],
  ['/var/run/secrets/kubernetes.io/serviceaccount', 'is a folder of the system'],
  ['/data/../..', 'has . or .. in it'],
  ['/data/./x', 'has . or .. in it'],
])('a path where nothing can be mounted: %s', (path, said) => {
  expect(report({ 'tenants/site.yaml': `${minimalTenant}    scratch: [${path}]\n` }).join('\n')).toContain(said);
});

test('a text with a NUL character, and where it stands', () => {
  const tenant = `${minimalTenant}    settings: { A: "x\\0y" }\n`;
  expect(report({ 'tenants/site.yaml': tenant })).toEqual([
    'tenants/site.yaml:9:20 has a NUL character',
    'remove it: no program accepts it in a text',
  ]);
});
