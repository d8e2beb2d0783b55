import { z } from 'zod';
import { EmergencyDenyList } from '../../../constructs/network/emergency-deny-list';
import { containsBlock } from '../../../model/address-blocks';
import { denySlots } from '../../../model/deny-slots';
import { propertiesOf, templateOf } from '../../support/stacks';

const subnetIds = new Map([
  ['us-east-1a', 'subnet-a'],
  ['us-east-1b', 'subnet-b'],
]);

const denying = (denied: readonly Denied[], addressFamily: 'ipv4' | 'dual-stack' = 'dual-stack') =>
  templateOf((stack) => {
    const slots = denySlots(denied, addressFamily);
    return new EmergencyDenyList(stack, 'List', { vpcId: 'vpc-1', name: 'list', subnetIds, slots, addressFamily });
  });

type Denied = Parameters<typeof denySlots>[0][number];

const entrySchema = z.looseObject({
  RuleNumber: z.number(),
  RuleAction: z.string(),
  Egress: z.boolean(),
  CidrBlock: z.string().optional(),
  Ipv6CidrBlock: z.string().optional(),
});

const entriesOf = (denied: readonly Denied[], addressFamily?: 'ipv4' | 'dual-stack') =>
  Object.entries(propertiesOf(denying(denied, addressFamily), 'AWS::EC2::NetworkAclEntry')).map(
    ([id, entry]) => [id, entrySchema.parse(entry)] as const,
  );

test('an empty list drops nothing that anybody sends, and every slot is there', () => {
  denying([]).resourceCountIs('AWS::EC2::SubnetNetworkAclAssociation', 2);
  const entries = entriesOf([]).map(([, entry]) => entry);
  const denied = entries.filter(({ RuleAction }) => RuleAction === 'deny');
  const blocks = denied.map(({ CidrBlock, Ipv6CidrBlock }) => CidrBlock ?? Ipv6CidrBlock ?? '');
  expect(new Set(blocks).size).toBe(30);
  for (const block of blocks) {
    // RFC 5737 and RFC 3849.
    const documentation = ['203.0.113.0/24', '2001:db8::/32'];
    expect([block, documentation.some((outer) => containsBlock(outer, block))]).toEqual([block, true]);
  }
});

test('a network without IPv6 has no entries for it', () => {
  const entries = JSON.stringify(entriesOf([], 'ipv4'));
  expect(entries).not.toContain('Ipv6');
  expect(entries).toContain('0.0.0.0/0');
});

test('a denied block comes before the rule that allows everything', () => {
  const template = denying([
    { block: '198.51.100.0/24', slot: 3 },
    { block: '2001:db8::/32', slot: 3 },
  ]);
  const denied = { Egress: false, Protocol: -1, RuleAction: 'deny' };
  template.hasResourceProperties('AWS::EC2::NetworkAclEntry', {
    ...denied,
    CidrBlock: '198.51.100.0/24',
    RuleNumber: 3,
  });
  template.hasResourceProperties('AWS::EC2::NetworkAclEntry', {
    ...denied,
    Ipv6CidrBlock: '2001:db8::/32',
    RuleNumber: 33,
  });
  template.hasResourceProperties('AWS::EC2::NetworkAclEntry', { RuleAction: 'allow', Egress: false, RuleNumber: 100 });
});

test('a block that goes changes its own entry alone', () => {
  const [first, second, third] = [
    { block: '192.0.2.0/24', slot: 1 },
    { block: '198.51.100.0/24', slot: 2 },
    { block: '203.0.113.0/24', slot: 3 },
  ] as const;
  const before = new Map(entriesOf([first, second, third]));
  const after = new Map(entriesOf([first, third]));
  const different = [...after].filter(([id, entry]) => JSON.stringify(before.get(id)) !== JSON.stringify(entry));
  expect([...after.keys()]).toEqual([...before.keys()]);
  expect(different.map(([id]) => id)).toEqual([expect.stringContaining('DenyIpv4Slot2')]);
});

/** Source: Amazon VPC quotas: 20 rules of a network ACL for each direction and family, with AWS's own last rule. */
test('all entries fit into a network ACL, with an allow rule after them, and no number is used twice', () => {
  const entries = entriesOf([]).map(([, entry]) => entry);
  for (const egress of [false, true]) {
    for (const family of ['CidrBlock', 'Ipv6CidrBlock'] as const) {
      const own = entries.filter((entry) => entry.Egress === egress && entry[family] !== undefined);
      expect(own.length + 1).toBeLessThanOrEqual(20);
      expect(own.toSorted((a, b) => a.RuleNumber - b.RuleNumber).at(-1)?.RuleAction).toBe('allow');
    }
    const numbers = entries.filter((entry) => entry.Egress === egress).map(({ RuleNumber }) => RuleNumber);
    expect(new Set(numbers).size).toBe(numbers.length);
  }
});
