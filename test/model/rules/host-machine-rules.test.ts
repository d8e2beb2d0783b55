import { changed, load, minimalEnvironment, report } from '../../support/environment-folder';

const machines = `hosts:
  machines:
    - name: mirror
      purpose: Pulls the mirrors of other communities
      image: { system: debian, id: ami-0123456789abcdef0 }
      architecture: arm64
      instanceType: t4g.medium
      zones: [us-east-1a]
      disks:
        - { name: files, path: /srv/mirror, sizeGiB: 500 }
      ports:
        - { port: 873, from: cluster, because: 'Services copy files of mirrors' }
`;
const network = changed(minimalEnvironment, '/16\n', '/16\n  additionalTiers: [hosts]\n');
const environment = network + machines;
const host = (from: string, to: string) => changed(environment, from, to);
const more = (text: string) => `${environment}      ${text}\n`;
const second = (change: (entry: string) => string) =>
  environment + change(/( {4}- name: mirror[^]*)$/.exec(environment)?.[1] ?? '');

test('a host is replaced, private, reached by Session Manager, and its disks are copied every day', () => {
  const [mirror] = load({ 'environment.yaml': environment }).environment.hosts.machines;
  expect(mirror).toMatchObject({
    lifecycle: 'replaced',
    address: 'private',
    access: 'session-manager',
    root: { sizeGiB: 20 },
    disks: [{ backup: 'daily', iops: 3000, throughputMiBps: 125 }],
    calls: [],
    secrets: [],
  });
});

const at = (path: string) => `hosts.machines[0].${path}`;

test.each<[string, string, string, string]>([
  [
    'a network without subnets for hosts',
    minimalEnvironment + machines,
    'hosts.machines: has no subnets that are not the cluster’s',
    'write network.additionalTiers: [hosts]',
  ],
  [
    'two hosts of one name',
    second((entry) => entry),
    'hosts.machines[1].name: repeats the name of hosts.machines[0]',
    'give each host a name of its own: machines, disks, role and secrets go by it',
  ],
  [
    'a host with the name of a runner',
    environment +
      `  images: { arm64: ami-0123456789abcdef0 }
  runners:
    - { name: mirror, gitlab: 'https://gitlab.commons.example', architecture: arm64, instanceTypes: [c7g.2xlarge] }
`,
    at('name: is the name of a runner too'),
    'give the host a name that says what it is for: alarms and people call both by it',
  ],
  [
    'a host with the name of another one’s machine',
    second((entry) => changed(entry, 'name: mirror\n', 'name: mirror-a\n')),
    'hosts.machines[1].name: is what a machine of another host is called',
    'choose another name: one name leads to one host',
  ],
  [
    'an instance type of the other architecture',
    host('t4g.medium', 't3.medium'),
    at('instanceType: is amd64, but the host is arm64'),
    'use one of: t4g',
  ],
  [
    'a zone that the environment does not have',
    host('zones: [us-east-1a]\n      disks', 'zones: [us-east-1f]\n      disks'),
    at('zones[0]: us-east-1f is not a zone of this environment'),
    'write one of: us-east-1a, us-east-1b, us-east-1c',
  ],
  [
    'two disks of one name',
    host('500 }\n', '500 }\n        - { name: files, path: /srv/other, sizeGiB: 5 }\n'),
    at('disks[1].name: repeats the name of disks[0]'),
    'give each disk of a host a name of its own',
  ],
  [
    'a disk that hides another',
    host('500 }\n', '500 }\n        - { name: logs, path: /srv/mirror/logs, sizeGiB: 5 }\n'),
    at('disks[1].path: is inside disks[0] is mounted'),
    'mount each disk on a folder of its own: one would hide the other',
  ],
  [
    'a disk where the system is',
    host('/srv/mirror', '/etc'),
    at('disks[0].path: is not a folder that a disk may be mounted on'),
    'write it like /srv/mirror, in /srv, /data, /mnt, /opt, /home, /var/lib, /var/log, /var/www, /var/spool or /var/backups',
  ],
  ...[
    '/var/lib/dpkg',
    '/var/lib/cloud/instances',
    '/var/lib/systemd',
    '/opt/amazon',
    '/home/debian',
    '/home/ec2-user',
  ].map((path): [string, string, string, string] => [
    `a disk over the system’s state in ${path}`,
    host('/srv/mirror', path),
    at('disks[0].path: is where the system keeps its state, which an empty disk would hide'),
    'choose a folder of what runs there, like /srv/mirror',
  ]),
  [
    'a class of backups that there is not',
    host('sizeGiB: 500 }', 'sizeGiB: 500, backup: monthly }'),
    at('disks[0].backup: is none of the choices'),
    'expected: hourly, daily, weekly, archive for backups kept longer than a year, or { none: <reason> }',
  ],
  [
    'a disk faster than its operations allow',
    host('sizeGiB: 500 }', 'sizeGiB: 500, throughputMiBps: 900 }'),
    at('disks[0].throughputMiBps: is more than a quarter of 3000 I/O operations, which EC2 refuses'),
    'write at most 750, or raise iops to 3600',
  ],
  [
    'an address of another subnet',
    more('privateAddresses: { us-east-1a: 10.0.0.9 }'),
    at(
      'privateAddresses.us-east-1a: 10.0.0.9 is no address that AWS gives to machines in 10.0.20.0/22, the host’s subnet in us-east-1a',
    ),
    'choose one of its addresses besides the first four and the last',
  ],
  [
    'an address of a zone that the host is not in',
    more('privateAddresses: { us-east-1b: 10.0.52.9 }'),
    at('privateAddresses.us-east-1b: us-east-1b is not a zone of this host'),
    'write one of: us-east-1a',
  ],
  [
    'an address that another host has',
    second((entry) => changed(entry, 'name: mirror\n', 'name: other\n')).replaceAll(
      'zones: [us-east-1a]\n      disks',
      'zones: [us-east-1a]\n      privateAddresses: { us-east-1a: 10.0.20.9 }\n      disks',
    ),
    'hosts.machines[1].privateAddresses.us-east-1a: 10.0.20.9 is the address of host mirror in us-east-1a',
    'give each machine an address of its own',
  ],
  [
    'a port for logging in',
    host('port: 873', 'port: 20, lastPort: 30'),
    at('ports[0].port: opens port 22, which is for logging in'),
    'leave it out: people reach the host by what access says, and no port is open for it',
  ],
  [
    'a port twice for the same callers',
    more("  - { port: 800, lastPort: 900, from: cluster, because: 'Services copy files again' }"),
    at('ports[1].port: is opened for the same callers by ports[0]'),
    'keep it in one place',
  ],
  [
    'a range that ends before it begins',
    host('port: 873', 'port: 873, lastPort: 80'),
    at('ports[0].lastPort: is below port 873'),
    'write the first port of the range as port, and the last one as lastPort',
  ],
  [
    'a caller that is no host',
    host('from: cluster', 'from: { hosts: [miror] }'),
    at('ports[0].from.hosts[0]: miror is not a host of hosts.machines'),
    'did you mean mirror?',
  ],
  [
    'a port without a reason',
    host(", because: 'Services copy files of mirrors'", ''),
    at('ports[0].because: is missing'),
    'expected: reason for the reviewer, in one sentence; for example because: Nothing in it would be missed by anybody',
  ],
  [
    'the internet at a private address',
    host('from: cluster', 'from: internet'),
    at('ports[0].from: is the internet, which does not reach a private address'),
    'write address: { public: <reason> }, or name who calls from inside',
  ],
  [
    'a receiver of logs that takes none of the host',
    `${environment}logs:\n  syslog: { from: [10.0.0.0/20] }\n`,
    at('zones[0]: the receiver of logs takes none from 10.0.20.0/22, the host’s subnet there'),
    'add 10.0.20.0/22 to logs.syslog.from',
  ],
  [
    'a private zone that there is not',
    more('records: { private: internal.commons.example }'),
    at('records.private: internal.commons.example is not one of privateZones'),
    'add it to privateZones',
  ],
  [
    'a public name of a private address',
    more('records: { public: [mirror.commons.example] }'),
    at('records.public: would lead to an address that the internet does not reach'),
    'write address: { public: <reason> }, or a name in a private zone',
  ],
  [
    'a public name of somebody else’s domain',
    more(
      "address: { public: 'Mirrors of others pull from it' }\n      records: { public: [mirror.elsewhere.example] }",
    ),
    at(
      'records.public[0]: mirror.elsewhere.example is not a name below a domain whose records are kept at the DNS provider',
    ),
    'choose a name below one of: commons.example',
  ],
  [
    'an image by its name',
    host('ami-0123456789abcdef0', 'debian-13'),
    at('image.id: is not the id of a machine image'),
    'write it like ami-0123456789abcdef0, of the environment’s region',
  ],
])('%s is refused', (_, yaml, problem, remedy) => {
  const [said = '', ...rest] = report({ 'environment.yaml': yaml });
  expect([said.replace(/^environment\.yaml:\d+:\d+ /, ''), ...rest]).toEqual([problem, remedy]);
});

test.each([
  '/var/lib/postgresql',
  '/var/lib/systemd-exporter',
  '/opt',
  '/opt/app',
  '/home',
  '/home/builds',
  '/var/log/journal',
])('a disk may be at %s', (path) => {
  expect(report({ 'environment.yaml': host('/srv/mirror', path) })).toEqual([]);
});

test('a host has IPv6 where its network has it', () => {
  const dual = host(
    '      zones: [us-east-1a]\n',
    "      zones: [us-east-1a]\n      address: { public: 'Mirrors push to it', addressFamily: dual-stack }\n",
  );
  expect(report({ 'environment.yaml': dual })[0]).toContain(
    'hosts.machines[0].address.addressFamily: is dual-stack, and the network has no IPv6',
  );
  expect(report({ 'environment.yaml': changed(dual, '/16\n', '/16\n  addressFamily: dual-stack\n') })).toEqual([]);
});
