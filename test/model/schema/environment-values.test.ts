import { changed, minimalEnvironment, problemsOf, load, report } from '../../support/environment-folder';
import { minimalPools } from '../../support/pools';

const network = (line: string) => changed(minimalEnvironment, '/16\n', `/16\n  ${line}\n`);
const pools = (from: string, to: string) =>
  changed(minimalEnvironment, 'edge:\n', `  pools:\n${changed(minimalPools, from, to)}edge:\n`);
const worker = (line: string) => pools('    size: 6\n', `    size: 6\n      ${line}\n`);
const edge = (lines: string) => minimalEnvironment.replace(/ {2}cdn: .*\n/, lines);
const cdn = (line: string) =>
  edge(`  cdn:\n    canonicalName: cdn.example\n    ranges:\n      ipv4: [192.0.2.0/24]\n${line}\n`);
const blocks = (count: number, block: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => block(index)).join(', ');

const vpcSize = [
  '15:10 network.block: is not between /16 and /20',
  'AWS allows no larger VPC, and a smaller one leaves too few addresses in a subnet for OpenShift nodes',
] as const;
const zones = 'expected: availability zones, like us-east-1a; the order does not matter';
const machines = 'expected: number of machines, or { minimum, maximum } for autoscaling';
const joinRanges = 'join neighbouring ranges: a security group holds 60 rules';
const keepDays = 'expected: retention of flow logs in days';
const services =
  'write one of: autoscaling, backup, cloudformation, ec2, ecr.api, ecr.dkr, elasticfilesystem, elasticloadbalancing, kms, logs, monitoring, secretsmanager, ssm, ssmmessages, sts, tagging';

test.each<[string, string, string, string]>([
  ['a VPC larger than AWS allows', changed(minimalEnvironment, '10.0.0.0/16', '10.0.0.0/15'), ...vpcSize],
  ['a VPC too small for nodes', changed(minimalEnvironment, '10.0.0.0/16', '10.0.0.0/21'), ...vpcSize],
  [
    'a VPC of no block at all, once',
    changed(minimalEnvironment, '10.0.0.0/16', '10.0.0.0'),
    '15:10 network.block: is not an IPv4 block',
    'write address and prefix length, like 10.0.0.0/16',
  ],
  [
    'an account of eleven digits',
    changed(minimalEnvironment, '111122223333', '11112222333'),
    '4:10 account: is not an AWS account number',
    'write its twelve digits in quotes',
  ],
  [
    'a region by its city',
    changed(minimalEnvironment, 'region: us-east-1', 'region: Virginia'),
    '5:9 region: is not an AWS region',
    'write one like us-east-1',
  ],
  ...['a@example.com', 'a@mail.example.org', 'a@Example.net'].map((address): [string, string, string, string] => [
    `the contact ${address}`,
    changed(minimalEnvironment, 'infrastructure@commons.example', address),
    '13:12 certificates.contact: is an address of nobody, with which Let’s Encrypt registers no account',
    'write one that people of the community read',
  ]),
  [
    'a zone without its region',
    changed(minimalEnvironment, 'us-east-1b', 'b'),
    '6:21 zones[1]: is not an availability zone',
    'write region and letter, like us-east-1a',
  ],
  [
    'zones as text, once',
    changed(minimalEnvironment, '[us-east-1a, us-east-1b, us-east-1c]', 'us-east-1a'),
    '6:8 zones: is not a list',
    zones,
  ],
  [
    'one NAT gateway for no reason',
    network('nat: { single: us-east-1a, because: cheaper }'),
    '16:39 network.nat.because: is too short to be a reason',
    'say in a sentence why the safe default does not fit here',
  ],
  [
    'one NAT gateway as a flag',
    network('nat: single'),
    '16:8 network.nat: is none of the choices',
    'expected: per-zone, or { single: <zone>, because: <reason> } for one NAT gateway shared by all zones',
  ],
  [
    'a tier there is not',
    network('additionalTiers: [private]'),
    '16:21 network.additionalTiers[0]: is not one of the choices',
    'write one of: hosts, directory',
  ],
  [
    'an endpoint there is not',
    network('interfaceEndpoints: [ec2, dynamodb]'),
    '16:29 network.interfaceEndpoints[1]: is not one of the choices',
    services,
  ],
  [
    'a pool type without its size',
    pools('m7g.xlarge', 'm7g'),
    '23:23 cluster.pools[1].instanceTypes[0]: is not an EC2 instance type',
    'write family and size, like m7g.xlarge',
  ],
  [
    'a pool size as text',
    pools('size: 6', "size: '6'"),
    '24:13 cluster.pools[1].size: is none of the choices',
    machines,
  ],
  [
    'a mail host of one’s own, by the keys that it has',
    `${minimalEnvironment}mail: { machine: mx, domains: [{ name: commons.example }], selectors: [y2027], aliases: {} }\n`,
    '22:7 mail.name: is missing',
    'expected: its name in the world, a public record of that host; for example name: pad.commons.example',
  ],
  [
    'a pool without a size',
    pools('      size: 6\n', ''),
    '21:7 cluster.pools[1].size: is missing',
    `${machines}; for example size: 3`,
  ],
  [
    'a label as a truth value',
    worker('labels: { fast: true }'),
    '25:23 cluster.pools[1].labels.fast: is not text',
    'put it in quotes: "true"',
  ],
  [
    'a taint with an effect there is not',
    worker('taints: [{ key: gpu, effect: noschedule }]'),
    '25:36 cluster.pools[1].taints[0].effect: is not one of the choices',
    'write one of: NoSchedule, PreferNoSchedule, NoExecute; did you mean NoSchedule?',
  ],
  [
    'spot machines for no reason',
    worker('capacity: { spot: cheaper }'),
    '25:25 cluster.pools[1].capacity.spot: is too short to be a reason',
    'say in a sentence why the safe default does not fit here',
  ],
  [
    'spot machines as a flag',
    worker('capacity: spot'),
    '25:17 cluster.pools[1].capacity: is none of the choices',
    'expected: on-demand, or { spot: <reason why losing a machine is safe> }',
  ],
  [
    'no CDN as a flag',
    edge('  cdn: none\n'),
    '20:8 edge.cdn: is none of the choices',
    'expected: the CDN in front of all hosts, or { none: <reason> }',
  ],
  [
    'more ranges of IPv4 than a security group holds',
    cdn('').replace(
      '192.0.2.0/24',
      blocks(46, (index) => `198.51.${index}.0/24`),
    ),
    '23:13 edge.cdn.ranges.ipv4: are more than 45 ranges',
    joinRanges,
  ],
  [
    'more ranges of IPv6 than a security group holds',
    cdn(`      ipv6: [${blocks(46, (index) => `'2001:db8:${index + 1}::/48'`)}]`),
    '24:13 edge.cdn.ranges.ipv6: are more than 45 ranges',
    joinRanges,
  ],
  [
    'a denied block without a reason',
    edge(
      "  cdn: { none: 'Nobody but the tests knows this' }\n  denied: [{ block: 203.0.113.0/24, slot: 1, until: 2027-06-30 }]\n",
    ),
    '21:12 edge.denied[0].because: is missing',
    'expected: reason for the reviewer, in one sentence; for example because: Scrapes every issue in a loop',
  ],
  [
    'a denied block without an end',
    edge(
      "  cdn: { none: 'Nobody but the tests knows this' }\n  denied: [{ block: 203.0.112.0/24, slot: 1, because: It scrapes every issue }]\n",
    ),
    '21:12 edge.denied[0].until: is missing',
    'expected: last day of the denial, like 2027-06-30; afterwards commons edge expire removes it; for example until: 2027-06-30',
  ],
])('%s is refused', (_, text, place, remedy) => {
  expect(report({ 'environment.yaml': text })).toEqual([`environment.yaml:${place}`, remedy]);
});

/** Limits: how they are worded is the library's business, but not where and what would be right. */
test.each<[string, string, string, string]>([
  [changed(minimalEnvironment, 'The Commons', "''"), '1:12 community', '1', 'expected: display name of the community'],
  [minimalEnvironment.replace(/zones: .*/, 'zones: []'), '6:8 zones', '1', zones],
  [
    minimalEnvironment.replace(/zones: .*/, `zones: [${blocks(7, (index) => `us-east-1${'abcdefg'.charAt(index)}`)}]`),
    ...(['6:8 zones', '6', zones] as const),
  ],
  [network('flowLogs: { keepDays: 0 }'), '16:25 network.flowLogs.keepDays', '1', keepDays],
  [network('flowLogs: { keepDays: 3651 }'), '16:25 network.flowLogs.keepDays', '3650', keepDays],
  [pools('size: 6', 'size: -1'), '24:13 cluster.pools[1].size', '0', machines],
  [pools('size: 6', 'size: 101'), '24:13 cluster.pools[1].size', '100', machines],
  [
    pools('[m7g.xlarge]', '[]'),
    '23:22 cluster.pools[1].instanceTypes',
    '1',
    'expected: EC2 instance types, in order of preference',
  ],
  [
    worker('zones: []'),
    '25:14 cluster.pools[1].zones',
    '1',
    'expected: zones of the pool; all zones of the environment if left out',
  ],
  [
    worker('volume: { sizeGiB: 16385 }'),
    ...([
      '25:26 cluster.pools[1].volume.sizeGiB',
      '16384',
      'expected: size in GiB; OpenShift needs at least 100',
    ] as const),
  ],
  [
    worker('volume: { sizeGiB: 100, iops: 16001 }'),
    ...(['25:37 cluster.pools[1].volume.iops', '16000', 'expected: IOPS of a gp3 volume'] as const),
  ],
  [
    worker('volume: { sizeGiB: 100, throughputMiBps: 124 }'),
    ...([
      '25:48 cluster.pools[1].volume.throughputMiBps',
      '125',
      'expected: throughput of a gp3 volume in MiB/s',
    ] as const),
  ],
  [
    worker('volume: { sizeGiB: 99 }'),
    ...([
      '25:26 cluster.pools[1].volume.sizeGiB',
      '100',
      'expected: size in GiB; OpenShift needs at least 100',
    ] as const),
  ],
  [
    worker('volume: { sizeGiB: 100, iops: 2999 }'),
    ...(['25:37 cluster.pools[1].volume.iops', '3000', 'expected: IOPS of a gp3 volume'] as const),
  ],
  [
    worker('volume: { sizeGiB: 100, throughputMiBps: 1001 }'),
    ...([
      '25:48 cluster.pools[1].volume.throughputMiBps',
      '1000',
      'expected: throughput of a gp3 volume in MiB/s',
    ] as const),
  ],
])('a value beyond its limit is refused', (text, place, limit, remedy) => {
  const [said = '', ...rest] = report({ 'environment.yaml': text });
  expect(rest).toEqual([remedy]);
  const start = `environment.yaml:${place}: `;
  expect(said.slice(0, start.length)).toBe(start);
  expect(said.slice(start.length).split(/\D+/)).toContain(limit);
});

test.each([
  [
    'a domain of 254 characters',
    changed(minimalEnvironment, '[commons.example]', `[commons.example, ${'a.'.repeat(125)}exam]`),
    '7:28 domains[1]',
  ],
  ['an empty list of addresses', cdn('    apexAddresses: { ipv4: [] }'), '24:28 edge.cdn.apexAddresses.ipv4'],
  ['an empty list of ranges', cdn('').replace('[192.0.2.0/24]', '[]'), '23:13 edge.cdn.ranges.ipv4'],
  ['an address of the CDN', cdn('    apexAddresses: { ipv4: [192.0.2] }'), '24:29 edge.cdn.apexAddresses.ipv4[0]'],
  ['a mail address', changed(minimalEnvironment, 'infrastructure@', ''), '13:12 certificates.contact'],
])('%s is refused at its place', (_, text, place) => {
  const [said] = report({ 'environment.yaml': text });
  const start = `environment.yaml:${place}: `;
  expect(said?.slice(0, start.length)).toBe(start);
});

test('a value at its limit is taken', () => {
  const text = worker('volume: { sizeGiB: 100, iops: 16000, throughputMiBps: 1000 }')
    .replace('    size: 6\n', '    size: 6\n      owner: cloudformation\n')
    .replace('cluster:\n', 'cluster:\n  toolsImage: quay.io/commons-example/platform:stable\n');
  expect(problemsOf(() => load({ 'environment.yaml': text }))).toEqual([]);
});
