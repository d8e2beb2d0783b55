import { changed, minimalEnvironment, report } from '../../support/environment-folder';

const withBlock = (block: string) => changed(minimalEnvironment, '10.0.0.0/16', block);
const outside =
  'choose a block outside 10.128.0.0/14, 172.30.0.0/16, 100.64.0.0/16, 100.88.0.0/16, such as 10.0.0.0/16';

test.each([
  [
    'us-east-1c',
    'us-west-2c',
    '6:33 zones[2]: us-west-2c is not a zone of us-east-1',
    "write us-east-1 and the zone's letter",
  ],
  [
    'us-east-1a',
    'us-east-2a',
    '6:9 zones[0]: us-east-2a is not a zone of us-east-1',
    "write us-east-1 and the zone's letter",
  ],
])('a zone of another region is refused: %s as %s', (from, to, ...said) => {
  const [place, remedy] = said;
  expect(report({ 'environment.yaml': changed(minimalEnvironment, from, to) })).toEqual([
    `environment.yaml:${place}`,
    remedy,
  ]);
});

test('the zone of the only NAT gateway must be one of the zones', () => {
  const nat = '  nat: { single: us-east-1d, because: The tests may be offline }\n';
  expect(report({ 'environment.yaml': changed(minimalEnvironment, '/16\n', `/16\n${nat}`) })).toEqual([
    'environment.yaml:16:18 network.nat.single: us-east-1d is not a zone of this environment',
    'write one of: us-east-1a, us-east-1b, us-east-1c',
  ]);
});

test('a zone named twice is refused', () => {
  const text = changed(minimalEnvironment, 'us-east-1c]', 'us-east-1c, us-east-1b]');
  expect(report({ 'environment.yaml': text })).toEqual([
    'environment.yaml:6:45 zones[3]: repeats zones[1]',
    'name each zone once',
  ]);
});

test.each([
  ['10.128.0.0/16', '10.128.0.0/14', 'pods'],
  ['10.131.240.0/20', '10.128.0.0/14', 'pods'],
  ['172.30.0.0/16', '172.30.0.0/16', 'services'],
  ['172.30.128.0/20', '172.30.0.0/16', 'services'],
  ['100.64.0.0/16', '100.64.0.0/16', 'OVN-Kubernetes join network'],
  ['100.88.16.0/20', '100.88.0.0/16', 'OVN-Kubernetes transit network'],
])('%s overlaps a block of the cluster', (block, internal, use) => {
  expect(report({ 'environment.yaml': withBlock(block) })).toEqual([
    `environment.yaml:15:10 network.block: overlaps ${internal}, which the cluster uses inside (${use})`,
    outside,
  ]);
});

test.each(['10.127.0.0/16', '10.132.0.0/16', '172.29.0.0/16', '172.31.0.0/16', '100.65.0.0/16', '192.168.0.0/16'])(
  '%s lies beside the blocks of the cluster',
  (block) => expect(report({ 'environment.yaml': withBlock(block) })).toEqual([]),
);
