import { changed, load, minimalEnvironment, report } from '../../support/environment-folder';

const hosts = `hosts:
  images: { arm64: ami-0123456789abcdef0 }
  runners:
    - name: builds
      gitlab: https://gitlab.commons.example
      architecture: arm64
      instanceTypes: [c7g.2xlarge]
`;
const environment = changed(minimalEnvironment, '/16\n', '/16\n  additionalTiers: [hosts]\n') + hosts;
const runner = (from: string, to: string) => changed(environment, from, to);
const [first = ''] = /( {4}- name: builds[^]*)$/.exec(environment) ?? [];

test('a runner is for everybody, takes four jobs at a time, and its host lives for a day', () => {
  const [builds] = load({ 'environment.yaml': environment }).environment.hosts.runners;
  expect(builds).toMatchObject({ hosts: 1, lifetime: 1, purpose: 'everybody', volume: { sizeGiB: 200 } });
});

test.each<[string, string, string, string]>([
  [
    'a network without subnets for hosts',
    minimalEnvironment + hosts,
    'hosts.runners: has no subnets besides the cluster’s',
    'write network.additionalTiers: [hosts]',
  ],
  [
    'two runners of one name',
    environment + first,
    'hosts.runners[1].name: repeats the name of hosts.runners[0]',
    'give each runner a name of its own: its hosts, role and token have this name',
  ],
  [
    'an architecture without an image',
    runner('architecture: arm64\n      instanceTypes: [c7g', 'architecture: amd64\n      instanceTypes: [c7i'),
    'hosts.runners[0].architecture: is amd64, which hosts.images has no image for',
    'write hosts.images.amd64, the id of a Fedora CoreOS image',
  ],
  [
    'an instance type of the other architecture',
    runner('c7g.2xlarge', 'c7i.2xlarge'),
    'hosts.runners[0].instanceTypes[0]: is amd64, but the runner is arm64',
    'use one of: c6g, c6gd, c6gn, c7g, c7gd, c7gn, c8g',
  ],
  [
    'a type twice',
    runner('[c7g.2xlarge]', '[c7g.2xlarge, c7g.2xlarge]'),
    'hosts.runners[0].instanceTypes[1]: repeats instanceTypes[0]',
    'name each type once',
  ],
  [
    'a host for releases that others would share',
    `${environment}      purpose: { releases: [registry.commons.example/release/*] }\n      jobs: 2\n`,
    'hosts.runners[0].jobs: is set for a runner for releases, whose hosts take one job each and are then replaced',
    'omit it, and set hosts to the number of releases that can be built at the same time',
  ],
  [
    'more jobs than there is memory for',
    `${environment}      jobs: 20\n`,
    'hosts.runners[0].jobs: leaves each job 768 MiB of memory',
    'choose larger instance types or fewer jobs, so that each has 1024 MiB',
  ],
  [
    'a machine with hardly any memory',
    runner('c7g.2xlarge', 't4g.small'),
    'hosts.runners[0].instanceTypes: leaves each job 256 MiB of memory',
    'choose larger instance types or fewer jobs, so that each has 1024 MiB',
  ],
  [
    'a volume faster than its operations allow',
    `${environment}      volume: { throughputMiBps: 800 }\n`,
    'hosts.runners[0].volume.throughputMiBps: is more than a quarter of 3000 I/O operations, which EC2 refuses',
    'write at most 750, or raise iops to 3200',
  ],
  [
    'an image by its name',
    changed(environment, 'ami-0123456789abcdef0', 'fedora-coreos'),
    'hosts.images.arm64: is not the id of a machine image',
    'write it like ami-0123456789abcdef0, of the environment’s region',
  ],
  [
    'a host that lives for long, for no reason',
    `${environment}      lifetime: 30\n`,
    'hosts.runners[0].lifetime: is more than 7',
    'expected: maximum age of a host in days, up to 7, or { days: <days>, because: <reason> }',
  ],
])('%s is refused', (_, yaml, problem, remedy) => {
  const [said = '', ...rest] = report({ 'environment.yaml': yaml });
  expect([said.replace(/^environment\.yaml:\d+:\d+ /, ''), ...rest]).toEqual([problem, remedy]);
});

test('a host may live longer for a reason', () => {
  const yaml = `${environment}      lifetime: { days: 30, because: 'Its jobs are our own alone' }\n`;
  expect(report({ 'environment.yaml': yaml })).toEqual([]);
});
