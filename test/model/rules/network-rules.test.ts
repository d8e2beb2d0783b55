import fc from 'fast-check';
import { blocksOverlap } from '../../../model/rules/network-rules';
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

const dualStack = changed(minimalEnvironment, '/16\n', '/16\n  addressFamily: dual-stack\n');
const denying = (...blocks: readonly string[]) =>
  `${dualStack}  denied:\n${blocks.map((block) => `    - { block: '${block}', because: Scrapes every issue }\n`).join('')}`;
const many = (count: number, block: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => block(index));
const ipv4 = (index: number) => `203.0.${index}.0/24`;
const ipv6 = (index: number) => `2001:db8:${index + 1}::/48`;
const full = 'join blocks or deny them at the CDN: a network ACL has no room for more';

test.each([
  [
    'a block inside our own',
    ['10.0.3.0/24'],
    '24:16 edge.denied[0].block: contains addresses of our own network 10.0.0.0/16',
    'deny only blocks of others',
  ],
  [
    'a block around our own',
    ['10.0.0.0/8'],
    '24:16 edge.denied[0].block: contains addresses of our own network 10.0.0.0/16',
    'deny only blocks of others',
  ],
  [
    'a good part of the internet',
    ['2000::/3'],
    '24:16 edge.denied[0].block: is wider than /16, and would block a large part of the internet',
    'deny only the blocks of the attacker',
  ],
  [
    'a block inside another',
    [ipv4(0), ipv4(1), '203.0.1.128/25'],
    '26:16 edge.denied[2].block: overlaps edge.denied[1].block',
    'keep the larger of the two blocks',
  ],
  [
    'a block around another',
    [ipv6(0), '2001:db8::/32'],
    '25:16 edge.denied[1].block: overlaps edge.denied[0].block',
    'keep the larger of the two blocks',
  ],
  [
    'a sixteenth block of IPv4',
    [...many(15, ipv6), ...many(16, ipv4)],
    '54:16 edge.denied[30].block: is more than 15 IPv4 blocks',
    full,
  ],
  [
    'a sixteenth block of IPv6',
    [...many(15, ipv4), ...many(16, ipv6)],
    '54:16 edge.denied[30].block: is more than 15 IPv6 blocks',
    full,
  ],
])('%s cannot be denied', (_, blocks, place, remedy) => {
  expect(report({ 'environment.yaml': denying(...blocks) })).toEqual([`environment.yaml:${place}`, remedy]);
});

test('a block of IPv6 cannot be denied where there is none', () => {
  const text = changed(denying(ipv4(0), ipv6(0)), 'dual-stack', 'ipv4');
  expect(report({ 'environment.yaml': text })).toEqual([
    'environment.yaml:25:16 edge.denied[1].block: is an IPv6 block, but the network has no IPv6',
    'remove it: no such packet can arrive',
  ]);
});

test('fifteen blocks of each family can be denied', () => {
  expect(report({ 'environment.yaml': denying(...many(15, ipv4), ...many(15, ipv6)) })).toEqual([]);
});

/** An IPv4 block as number and prefix length, with no bits set behind its prefix. */
const anyBlock = fc
  .tuple(fc.nat({ max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 32 }))
  .map(([number, prefix]) => ({ start: number - (number % 2 ** (32 - prefix)), prefix }));
type Block = Readonly<{ start: number; prefix: number }>;
const last = ({ start, prefix }: Block) => start + 2 ** (32 - prefix) - 1;
const bytes = (number: number) => [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256);
const asIpv4 = ({ start, prefix }: Block) => `${bytes(start).join('.')}/${prefix}`;
const asIpv6 = ({ start, prefix }: Block) => {
  const [a = 0, b = 0, c = 0, d = 0] = bytes(start);
  return `2001:db8:${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}::/${32 + prefix}`;
};

/** Half of the pairs are nested, which two random blocks hardly ever are. */
const pairs = fc.oneof(
  fc.tuple(anyBlock, anyBlock),
  fc.tuple(anyBlock, fc.nat({ max: 32 })).map(([block, prefix]): [Block, Block] => {
    const shorter = Math.min(block.prefix, prefix);
    return [block, { start: block.start - (block.start % 2 ** (32 - shorter)), prefix: shorter }];
  }),
);

describe('two blocks overlap', () => {
  test.each([
    ['IPv4', asIpv4],
    ['IPv6', asIpv6],
  ])('exactly when they share an %s address, in either order', (_, text) => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const shared = a.start <= last(b) && b.start <= last(a);
        expect(blocksOverlap(text(a), text(b))).toBe(shared);
        expect(blocksOverlap(text(b), text(a))).toBe(shared);
      }),
      { seed: 1 },
    );
  });

  test('never across families', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(blocksOverlap(asIpv4(a), asIpv6(b))).toBe(false);
      }),
      { seed: 1 },
    );
    expect(blocksOverlap('0.0.0.0/0', '::/0')).toBe(false);
  });
});
