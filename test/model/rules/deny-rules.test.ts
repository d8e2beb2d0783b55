import { changed, load, minimalEnvironment, report, spoken } from '../../support/environment-folder';

const dualStack = changed(minimalEnvironment, '/16\n', '/16\n  addressFamily: dual-stack\n');
const entry = (block: string, slot: number, until = '2027-06-30') =>
  `    - { block: '${block}', slot: ${slot}, until: ${until}, because: Scrapes every issue }\n`;
/** Each block in the next slot of its family. */
const denying = (...blocks: readonly string[]) => {
  const slotFor = (block: string, index: number) =>
    blocks.slice(0, index + 1).filter((other) => other.includes(':') === block.includes(':')).length;
  return `${dualStack}  denied:\n${blocks.map((block, index) => entry(block, slotFor(block, index))).join('')}`;
};
const many = (count: number, block: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => block(index));
const ipv4 = (index: number) => `203.0.${index}.0/24`;
const ipv6 = (index: number) => `2001:db8:${index + 1}::/48`;
const unfit = 'write a free one, or let commons edge deny choose: a network ACL has no room for more';

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
    '24:16 edge.denied[0].block: is wider than /16, and would drop a good part of the internet',
    'deny the blocks of the one who does harm',
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
    '54:39 edge.denied[30].slot: is not a slot from 1 to 15',
    unfit,
  ],
  [
    'a peer',
    ['203.0.113.0/24'],
    '24:16 edge.denied[0].block: contains addresses of edge.peers[0], 203.0.113.8/29',
    'take the peer out first if it does harm',
  ],
  [
    'a private block',
    ['192.168.7.0/24'],
    '24:16 edge.denied[0].block: contains addresses of 192.168.0.0/16, from which nothing comes by the internet',
    'deny the public addresses of the one who does harm',
  ],
  [
    'addresses of machines alone',
    ['fe80::/64'],
    '24:16 edge.denied[0].block: contains addresses of fe80::/10, from which nothing comes by the internet',
    'deny the public addresses of the one who does harm',
  ],
])('%s cannot be denied', (_, blocks, place, remedy) => {
  expect(report({ 'environment.yaml': denying(...blocks) })).toEqual([`environment.yaml:${place}`, remedy]);
});

test('a range of the CDN cannot be denied', () => {
  const cdn = `cdn: { canonicalName: c.cdn.example, ranges: { ipv4: [198.51.100.0/24], ipv6: ['2001:db8:7::/48'] } }`;
  const text = changed(
    denying('198.51.100.7/32', '2001:db8:7:1::/64'),
    "cdn: { none: 'Nobody but the tests knows this environment' }",
    cdn,
  );
  const remedy = 'deny the caller at the CDN: only the CDN sees who it is';
  expect(report({ 'environment.yaml': text })).toEqual([
    'environment.yaml:24:16 edge.denied[0].block: contains addresses of the CDN, 198.51.100.0/24, by which everybody comes',
    remedy,
    'environment.yaml:25:16 edge.denied[1].block: contains addresses of the CDN, 2001:db8:7::/48, by which everybody comes',
    remedy,
  ]);
});

test('addresses from which the cluster calls out cannot be denied', () => {
  const facts = { natAddresses: ['198.51.100.9'] };
  const file = { environment: 'testing', account: '111122223333', region: 'us-east-1', facts };
  const files = { 'environment.yaml': denying('198.51.100.0/28'), 'facts.json': JSON.stringify(file) };
  expect(report(files)).toEqual([
    'environment.yaml:24:16 edge.denied[0].block: contains 198.51.100.9, from which the cluster itself calls out',
    'deny only blocks of others',
  ]);
});

test('a slot has one block in each family', () => {
  const text = `${dualStack}  denied:\n${entry(ipv4(0), 2)}${entry(ipv4(1), 2)}${entry(ipv6(0), 2)}`;
  expect(report({ 'environment.yaml': text })).toEqual([
    'environment.yaml:25:38 edge.denied[1].slot: slot 2 of IPv4 is that of edge.denied[0]',
    'write a free one, such as 1',
  ]);
});

test('an entry whose last day is over is still denied, and told', () => {
  const { environment, denialsDue } = load({ 'environment.yaml': denying(ipv4(0), ipv4(1)).replace('2027', '2026') });
  expect(environment.edge.denied).toHaveLength(2);
  expect(denialsDue('2026-06-30')).toEqual([]);
  expect(denialsDue('2026-07-01').flatMap((problem) => spoken(problem))).toEqual([
    'environment.yaml:24:48 edge.denied[0].until: was the last day on which 203.0.0.0/24 is denied, and it still is',
    'take it out: commons edge expire testing; or set a later day',
  ]);
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
