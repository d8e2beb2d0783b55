import { CdnPrefixLists, withHeadroom } from '../../../constructs/network/cdn-prefix-lists';
import { EmergencyDenyList } from '../../../constructs/network/emergency-deny-list';
import { maximumCdnRanges, maximumDeniedBlocks } from '../../../model/schema/edge';
import { propertiesOf, templateOf } from '../../support/stacks';

const subnetIds = new Map([
  ['us-east-1a', 'subnet-a'],
  ['us-east-1b', 'subnet-b'],
]);

const denying = (blocks: readonly string[], addressFamily: 'ipv4' | 'dual-stack' = 'dual-stack') =>
  templateOf(
    (stack) => new EmergencyDenyList(stack, 'List', { vpcId: 'vpc-1', name: 'list', subnetIds, blocks, addressFamily }),
  );

const entriesOf = (blocks: readonly string[]) => propertiesOf(denying(blocks), 'AWS::EC2::NetworkAclEntry');

test('the empty list is there and lets everything pass', () => {
  const template = denying([]);
  template.resourceCountIs('AWS::EC2::SubnetNetworkAclAssociation', 2);
  const actions = Object.values(propertiesOf(template, 'AWS::EC2::NetworkAclEntry')).map((entry) =>
    JSON.stringify(entry),
  );
  expect(actions).toHaveLength(4);
  expect(actions.every((entry) => entry.includes('"RuleAction":"allow"'))).toBe(true);
});

test('a network without IPv6 has no entries for it', () => {
  const entries = JSON.stringify(propertiesOf(denying([], 'ipv4'), 'AWS::EC2::NetworkAclEntry'));
  expect(entries).not.toContain('Ipv6');
  expect(entries).toContain('0.0.0.0/0');
});

test('a denied block comes before the rule that allows everything', () => {
  const template = denying(['198.51.100.0/24', '2001:db8::/32']);
  const denied = { Egress: false, Protocol: -1, RuleAction: 'deny' };
  template.hasResourceProperties('AWS::EC2::NetworkAclEntry', {
    ...denied,
    CidrBlock: '198.51.100.0/24',
    RuleNumber: 1,
  });
  template.hasResourceProperties('AWS::EC2::NetworkAclEntry', {
    ...denied,
    Ipv6CidrBlock: '2001:db8::/32',
    RuleNumber: 31,
  });
  template.hasResourceProperties('AWS::EC2::NetworkAclEntry', { RuleAction: 'allow', Egress: false, RuleNumber: 100 });
});

test('taking a block out changes entries in place: no rule number is ever used twice at once', () => {
  const before = entriesOf(['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24']);
  const after = entriesOf(['192.0.2.0/24', '203.0.113.0/24']);
  const numbers = (entries: Readonly<Record<string, unknown>>) =>
    Object.entries(entries).map(([id, entry]) => [id, /"RuleNumber":(\d+)/.exec(JSON.stringify(entry))?.[1]]);
  expect(Object.fromEntries(numbers(before))).toMatchObject(Object.fromEntries(numbers(after)));
});

test('the list cannot become a firewall', () => {
  const blocks = (count: number) => Array.from({ length: count }, (_, index) => `192.0.2.${index}/32`);
  expect(() => denying(blocks(15))).not.toThrow();
  expect(() => denying(blocks(16))).toThrow('16 Ipv4 blocks to deny, but a network ACL has room for 15');
});

test('what an environment may say fits: the layers cannot ask each other', () => {
  const blocks = Array.from({ length: maximumDeniedBlocks + 1 }, (_, index) => `192.0.2.${index}/32`);
  expect(() => denying(blocks.slice(1))).not.toThrow();
  expect(() => denying(blocks)).toThrow();
  const rulesOfSecurityGroup = 60;
  expect(withHeadroom(maximumCdnRanges)).toBeLessThanOrEqual(rulesOfSecurityGroup);
});

test.each([
  [1, 10],
  [8, 10],
  [9, 20],
  [45, 60],
])('%i ranges get a list of %i entries', (ranges, entries) => {
  expect(withHeadroom(ranges)).toBe(entries);
});

test('a list for each family that has ranges', () => {
  const template = templateOf(
    (stack) => new CdnPrefixLists(stack, 'Cdn', { name: 'test', ipv4: ['192.0.2.0/24'], ipv6: [] }),
  );
  expect(Object.values(propertiesOf(template, 'AWS::EC2::PrefixList'))).toEqual([
    { PrefixListName: 'test-cdn-ipv4', AddressFamily: 'IPv4', MaxEntries: 10, Entries: [{ Cidr: '192.0.2.0/24' }] },
  ]);
});
