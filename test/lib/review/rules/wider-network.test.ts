import { widerNetworkRule } from '../../../../lib/review/rules/wider-network';
import { idleBlock } from '../../../../model/deny-slots';
import { reviewFiles } from '../../../support/review-files';

type Resources = Readonly<
  Record<string, { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> }>
>;
type Stacks = Readonly<Record<string, { readonly Resources: Resources; readonly Outputs?: object }>>;

const files = (stacks: Stacks) =>
  Object.fromEntries(
    Object.entries(stacks).map(([stack, template]) => [`aws/${stack}.template.json`, JSON.stringify(template)]),
  );

/** What is said of a change of stacks, as `class: subject what`. */
function said(before: Stacks, after: Stacks): readonly string[] {
  const { findings } = reviewFiles({ before: files(before), after: files(after) }, [widerNetworkRule]);
  expect(findings.every(({ places }) => places.length > 0)).toBe(true);
  return findings.map((each) => `${each.class}: ${each.subjects.join(', ')} ${each.what}`);
}

/** The same of one stack. */
const saidOf = (before: Resources, after: Resources) =>
  said({ net: { Resources: before } }, { net: { Resources: after } });

const nothing = { IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' };
const vpc = { Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } } };
const ssh = (CidrIp: string, [FromPort, ToPort]: readonly [number, number] = [22, 22]) => ({
  IpProtocol: 'tcp',
  FromPort,
  ToPort,
  CidrIp,
});

function group(
  name: string,
  ingress: readonly object[],
  egress: readonly object[] = [nothing],
  logicalId = name,
): Resources {
  const Properties = { GroupName: name.toLowerCase(), SecurityGroupIngress: ingress, SecurityGroupEgress: egress };
  return { [logicalId]: { Type: 'AWS::EC2::SecurityGroup', Properties } };
}

describe('security groups', () => {
  test.each<[string, Resources, Resources, readonly string[]]>([
    [
      'a port opened to everybody',
      group('Hosts', [ssh('10.0.0.0/16')]),
      group('Hosts', [ssh('10.0.0.0/16'), ssh('0.0.0.0/0')]),
      ['lets-in: security group hosts takes TCP 22 from the whole internet (0.0.0.0/0)'],
    ],
    [
      'both families at once',
      group('Hosts', [ssh('10.0.0.0/16')]),
      group('Hosts', [ssh('0.0.0.0/0'), { IpProtocol: 6, FromPort: '22', ToPort: '22', CidrIpv6: '::/0' }]),
      ['lets-in: security group hosts takes TCP 22 from the whole internet (0.0.0.0/0, ::/0)'],
    ],
    [
      'two halves that are everything',
      group('Hosts', []),
      group('Hosts', [ssh('0.0.0.0/1'), ssh('128.0.0.0/1')]),
      ['lets-in: security group hosts takes TCP 22 from the whole internet (0.0.0.0/0)'],
    ],
    [
      'all protocols in place of one',
      group('Hosts', [ssh('10.0.0.0/16')]),
      group('Hosts', [{ IpProtocol: '-1', CidrIp: '10.0.0.0/16' }]),
      ['lets-in: security group hosts takes everything from 10.0.0.0/16'],
    ],
    [
      'one port more',
      group('Hosts', [ssh('10.0.0.0/16', [22, 22])]),
      group('Hosts', [ssh('10.0.0.0/16', [22, 80])]),
      ['lets-in: security group hosts takes TCP 23-80 from 10.0.0.0/16'],
    ],
    [
      'a way out to everywhere',
      group('Hosts', [], [ssh('10.0.0.0/16', [443, 443])]),
      group('Hosts', [], [ssh('0.0.0.0/0', [443, 443])]),
      ['weakens: security group hosts may send TCP 443 to the whole internet (0.0.0.0/0)'],
    ],
    [
      'no rules for egress, which is everything',
      group('Hosts', [], [nothing]),
      group('Hosts', [], []),
      ['weakens: security group hosts may send everything to the whole internet (0.0.0.0/0, ::/0)'],
    ],
    [
      'a way out to one block',
      group('Hosts', [], [nothing]),
      group('Hosts', [], [ssh('10.1.0.0/16', [443, 443])]),
      ['watch: security group hosts may send TCP 443 to 10.1.0.0/16'],
    ],
    [
      'a new group that strangers reach',
      vpc,
      { ...vpc, ...group('Hosts', [ssh('0.0.0.0/0')]) },
      ['lets-in: security group hosts takes TCP 22 from the whole internet (0.0.0.0/0)'],
    ],
    ['a new group for inside', vpc, { ...vpc, ...group('Hosts', [ssh('10.0.0.0/16')], []) }, []],
    [
      'rules that are split, joined and in another order',
      group('Hosts', [ssh('10.0.0.0/16', [20, 25]), ssh('10.1.0.0/16')]),
      group('Hosts', [
        ssh('10.1.0.0/16'),
        ssh('10.0.128.0/17', [20, 25]),
        ssh('10.0.0.0/17', [23, 25]),
        ssh('10.0.0.0/17', [20, 22]),
      ]),
      [],
    ],
    [
      'another logical id',
      group('Hosts', [ssh('10.0.0.0/16')]),
      group('Hosts', [ssh('10.0.0.0/16')], [nothing], 'Other'),
      [],
    ],
    ['less', group('Hosts', [ssh('0.0.0.0/0')]), group('Hosts', [ssh('10.0.0.0/8')]), []],
    [
      'a protocol that cannot be read',
      group('Hosts', []),
      group('Hosts', [{ IpProtocol: { Ref: 'Protocol' }, CidrIp: '10.0.0.0/16' }]),
      [
        'watch: security group hosts has a rule that could not be judged, because its addresses, protocol or ports cannot be read',
      ],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(saidOf(before, after)).toEqual(expected);
  });

  const ingress = (id: string, peer: object): Resources => ({
    [id]: {
      Type: 'AWS::EC2::SecurityGroupIngress',
      Properties: {
        GroupId: { 'Fn::GetAtt': ['Hosts', 'GroupId'] },
        IpProtocol: 'tcp',
        FromPort: 22,
        ToPort: 22,
        ...peer,
      },
    },
  });
  const from = (id: string) => ({ SourceSecurityGroupId: { 'Fn::GetAtt': [id, 'GroupId'] } });
  const two = { ...vpc, ...group('Hosts', []), ...group('Bastion', []) };
  const three = { ...two, ...group('Runner', []) };

  test('rules that are resources of their own name their peers, in whatever resource they are', () => {
    const before = { ...three, ...ingress('One', from('Bastion')) };
    expect(saidOf(before, { ...three, ...ingress('Another', from('Bastion')) })).toEqual([]);
    expect(saidOf(before, { ...before, ...ingress('Two', from('Runner')) })).toEqual([
      'lets-in: security group hosts takes TCP 22 from security group runner',
    ]);
    // Whoever is in the group has an address of the VPC.
    expect(saidOf({ ...three, ...ingress('One', { CidrIp: '10.0.0.0/16' }) }, before)).toEqual([]);
    expect(saidOf({ ...three, ...ingress('One', { CidrIp: '10.0.0.0/17' }) }, before)).toHaveLength(1);
  });

  test('a peer that is new in the same change is worth a look', () => {
    expect(saidOf(two, { ...three, ...ingress('Two', from('Runner')) })).toEqual([
      'watch: security group hosts takes TCP 22 from security group runner',
    ]);
    const subnet = { Subnet: { Type: 'AWS::EC2::Subnet', Properties: { CidrBlock: '10.0.64.0/20' } } };
    expect(saidOf(three, { ...three, ...subnet, ...ingress('Two', { CidrIp: '10.0.64.0/20' }) })).toEqual([
      'watch: security group hosts takes TCP 22 from 10.0.64.0/20',
    ]);
  });

  test('a group of another stack is followed through outputs', () => {
    const output = { Hosts: { Value: { 'Fn::GetAtt': ['Hosts', 'GroupId'] } } };
    const net = { Resources: group('Hosts', []), Outputs: output };
    const rule = (CidrIp: string) => ({
      Rule: {
        Type: 'AWS::EC2::SecurityGroupIngress',
        Properties: { ...ssh(CidrIp), GroupId: { 'Fn::GetStackOutput': { StackName: 'net', OutputName: 'Hosts' } } },
      },
    });
    expect(
      said({ net, app: { Resources: rule('10.0.0.0/16') } }, { net, app: { Resources: rule('198.51.100.0/24') } }),
    ).toEqual(['lets-in: security group hosts takes TCP 22 from 198.51.100.0/24']);
  });

  test('an entry more in a prefix list opens what names the list', () => {
    const list = (...blocks: readonly string[]): Resources => ({
      List: { Type: 'AWS::EC2::PrefixList', Properties: { Entries: blocks.map((Cidr) => ({ Cidr })) } },
    });
    const rule = ingress('Rule', { SourcePrefixListId: { 'Fn::GetAtt': ['List', 'PrefixListId'] } });
    const before = { ...three, ...rule, ...list('192.0.2.0/25', '192.0.2.128/25') };
    expect(saidOf(before, { ...three, ...rule, ...list('192.0.2.0/24', '203.0.113.0/24') })).toEqual([
      'lets-in: security group hosts takes TCP 22 from 203.0.113.0/24',
    ]);
    expect(saidOf(before, { ...three, ...rule, ...list('192.0.2.0/24') })).toEqual([]);
    expect(saidOf({ ...three, ...list('192.0.2.0/24') }, { ...three, ...list('0.0.0.0/0') })).toEqual([]);
  });

  test('a machine that gets another group takes what that takes', () => {
    const groups = { ...vpc, ...group('Hosts', [ssh('10.0.0.0/16')]), ...group('Web', [ssh('0.0.0.0/0', [80, 80])]) };
    const machine = (...names: readonly string[]): Resources => ({
      Machine: {
        Type: 'AWS::EC2::Instance',
        Properties: { SecurityGroupIds: names.map((name) => ({ 'Fn::GetAtt': [name, 'GroupId'] })) },
      },
    });
    expect(saidOf({ ...groups, ...machine('Hosts') }, { ...groups, ...machine('Hosts', 'Web') })).toEqual([
      'lets-in: machine Machine of net takes TCP 80 from the whole internet (0.0.0.0/0), because it has another security group',
    ]);
    expect(saidOf({ ...groups, ...machine('Web', 'Hosts') }, { ...groups, ...machine('Hosts') })).toEqual([]);
  });
});

describe('network ACLs', () => {
  const entry = (RuleNumber: number, RuleAction: string, CidrBlock: string, Egress = false) => ({
    Type: 'AWS::EC2::NetworkAclEntry',
    Properties: { NetworkAclId: { Ref: 'Acl' }, Protocol: -1, RuleNumber, RuleAction, CidrBlock, Egress },
  });
  const subnet: Resources = {
    Subnet: {
      Type: 'AWS::EC2::Subnet',
      Properties: { CidrBlock: '10.0.0.0/20', Tags: [{ Key: 'Name', Value: 'public-a' }] },
    },
    Acl: { Type: 'AWS::EC2::NetworkAcl' },
  };
  const association = {
    Type: 'AWS::EC2::SubnetNetworkAclAssociation',
    Properties: { SubnetId: { Ref: 'Subnet' }, NetworkAclId: { Ref: 'Acl' } },
  };
  const acl = (entries: Resources): Resources => ({ ...subnet, Association: association, ...entries });
  const closed = acl({ Deny: entry(1, 'deny', '203.0.113.0/24'), Allow: entry(100, 'allow', '0.0.0.0/0') });

  test('the first entry that matches decides', () => {
    const refused = 'lets-in: subnet public-a lets everything in from 203.0.113.0/24, which its network ACL refused';
    expect(saidOf(closed, acl({ Allow: entry(100, 'allow', '0.0.0.0/0') }))).toEqual([refused]);
    expect(
      saidOf(closed, acl({ Deny: entry(200, 'deny', '203.0.113.0/24'), Allow: entry(100, 'allow', '0.0.0.0/0') })),
    ).toEqual([refused]);
    expect(
      saidOf(closed, acl({ Deny: entry(7, 'deny', '203.0.113.0/24'), Allow: entry(8, 'allow', '0.0.0.0/0') })),
    ).toEqual([]);
    expect(
      saidOf(
        closed,
        acl({
          One: entry(7, 'deny', '203.0.113.0/25'),
          Two: entry(8, 'deny', '203.0.113.128/25'),
          Allow: entry(9, 'allow', '0.0.0.0/0'),
        }),
      ),
    ).toEqual([]);
  });

  test('a free slot of the emergency list refused nobody', () => {
    const everybody = { Allow: entry(100, 'allow', '0.0.0.0/0') };
    const idle = acl({ Deny: entry(1, 'deny', idleBlock('IPv4', 1)), ...everybody });
    const used = acl({ Deny: entry(1, 'deny', '198.51.100.0/24'), ...everybody });
    expect(saidOf(idle, used)).toEqual([]);
    expect(saidOf(used, idle)).toEqual([
      'lets-in: subnet public-a lets everything in from 198.51.100.0/24, which its network ACL refused',
    ]);
  });

  test('a subnet without an ACL of its own has one that allows everything', () => {
    expect(saidOf(closed, subnet)).toEqual([
      'lets-in: subnet public-a lets everything in from the whole internet (::/0), which its network ACL refused',
      'weakens: subnet public-a lets everything out to the whole internet (0.0.0.0/0, ::/0), which its network ACL refused',
    ]);
  });
});

describe('routes and addresses', () => {
  const subnet: Resources = {
    Gateway: { Type: 'AWS::EC2::InternetGateway' },
    Private: { Type: 'AWS::EC2::RouteTable' },
    Public: { Type: 'AWS::EC2::RouteTable' },
    Out: route('Private', { NatGatewayId: { Ref: 'Nat' } }),
    In: route('Public', { GatewayId: { Ref: 'Gateway' } }),
    Subnet: {
      Type: 'AWS::EC2::Subnet',
      Properties: { MapPublicIpOnLaunch: false, Tags: [{ Key: 'Name', Value: 'private-a' }] },
    },
  };
  function route(table: string, target: object, DestinationCidrBlock = '0.0.0.0/0'): Resources[string] {
    return { Type: 'AWS::EC2::Route', Properties: { RouteTableId: { Ref: table }, DestinationCidrBlock, ...target } };
  }
  const using = (table: string, more: Resources = {}): Resources => ({
    ...subnet,
    Association: {
      Type: 'AWS::EC2::SubnetRouteTableAssociation',
      Properties: { SubnetId: { Ref: 'Subnet' }, RouteTableId: { Ref: table } },
    },
    ...more,
  });
  const isPublicNow =
    'lets-in: subnet private-a is a public subnet now: an internet gateway takes packets from and to the whole internet (0.0.0.0/0)';

  test('a private subnet becomes public by its table, or by a route of it', () => {
    expect(saidOf(using('Private'), using('Public'))).toEqual([isPublicNow]);
    expect(
      saidOf(using('Private'), using('Private', { Out: route('Private', { GatewayId: { Ref: 'Gateway' } }) })),
    ).toEqual([isPublicNow]);
    expect(saidOf(using('Public'), using('Private'))).toEqual([
      'watch: subnet private-a has a way out to the whole internet (0.0.0.0/0) now',
    ]);
  });

  test('another network is reached, and reaches', () => {
    const peering = route('Private', { VpcPeeringConnectionId: 'pcx-1' }, '10.9.0.0/16');
    expect(saidOf(using('Private'), using('Private', { Peering: peering }))).toEqual([
      'lets-in: subnet private-a is reached from another network now, that of 10.9.0.0/16',
    ]);
    const unknown = route('Private', { GatewayId: { Ref: 'Parameter' } }, '10.9.0.0/16');
    expect(saidOf(using('Private'), using('Private', { Unknown: unknown }))).toEqual([
      'watch: subnet private-a has a route to 10.9.0.0/16 that could not be judged',
    ]);
  });

  test.each<[string, string, object, object, string]>([
    [
      'subnet',
      'AWS::EC2::Subnet',
      { MapPublicIpOnLaunch: false },
      { MapPublicIpOnLaunch: true },
      'lets-in: subnet It of net gives new machines a public address',
    ],
    [
      'machine',
      'AWS::EC2::Instance',
      { NetworkInterfaces: [{ DeviceIndex: '0' }] },
      { NetworkInterfaces: [{ DeviceIndex: '0', AssociatePublicIpAddress: true }] },
      'lets-in: machine It of net gets a public address',
    ],
    [
      'balancer',
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      { Scheme: 'internal' },
      { Scheme: 'internet-facing' },
      'lets-in: load balancer It of net becomes internet-facing, and was internal',
    ],
    [
      'endpoint',
      'AWS::EC2::VPCEndpoint',
      { PrivateDnsEnabled: true },
      { PrivateDnsEnabled: false },
      'weakens: endpoint It of net is bypassed: names of the AWS service resolve to its public addresses',
    ],
  ])('a public address: %s', (_, Type, before, after, expected) => {
    expect(saidOf({ It: { Type, Properties: { ...before } } }, { It: { Type, Properties: { ...after } } })).toEqual([
      expected,
    ]);
    expect(saidOf({ It: { Type, Properties: { ...after } } }, { It: { Type, Properties: { ...before } } })).toEqual([]);
  });

  test('a listener more is open as far as the groups of its balancer are', () => {
    const balancer = (SecurityGroups?: readonly object[]): Resources => ({
      Balancer: {
        Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
        Properties: { Scheme: 'internet-facing', SecurityGroups },
      },
    });
    const listener: Resources = {
      Listener: {
        Type: 'AWS::ElasticLoadBalancingV2::Listener',
        Properties: { LoadBalancerArn: { Ref: 'Balancer' }, Port: 9000 },
      },
    };
    expect(saidOf(balancer(), { ...balancer(), ...listener })).toEqual([
      'lets-in: listener Listener of net answers on port 9000 for everybody on the internet',
    ]);
    const guarded = {
      ...group('Hosts', [ssh('10.0.0.0/16', [9000, 9000])]),
      ...balancer([{ 'Fn::GetAtt': ['Hosts', 'GroupId'] }]),
    };
    expect(saidOf(guarded, { ...guarded, ...listener })).toEqual([
      'watch: listener Listener of net answers on port 9000 for whom its security groups let in',
    ]);
    expect(saidOf({}, { ...balancer(), ...listener })).toEqual([
      'watch: load balancer Balancer of net is new, and faces the internet',
    ]);
  });
});
