import { Match } from 'aws-cdk-lib/assertions';
import { ClusterNetwork, type ClusterNetworkProps } from '../../../constructs/network/cluster-network';
import { propertiesOf, templateOf } from '../../support/stacks';

const everyProp: Required<ClusterNetworkProps> = {
  name: 'test',
  block: '10.0.0.0/16',
  zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
  addressFamily: 'dual-stack',
  nat: 'per-zone',
  additionalTiers: ['hosts'],
  originCallers: { cdn: ['192.0.2.0/24'], peers: [] },
  natAddressPool: 'ipv4pool-ec2-012345678abcdef01',
  securityGroupRules: 100,
  infraId: 'commons-x7k2p',
};

const networkWith = (change: Partial<ClusterNetworkProps> = {}) =>
  templateOf((stack) => new ClusterNetwork(stack, 'Network', { ...everyProp, ...change }));

const dual = networkWith();

test.each([
  [60, { 'commons-platform/security-group-rules': 60 }],
  [100, { 'commons-platform/security-group-rules': 100 }],
])('an account with %i rules for a security group is told to who counts them: %j', (securityGroupRules, metadata) => {
  const [vpc] = Object.values(
    networkWith({ securityGroupRules, originCallers: undefined }).findResources('AWS::EC2::VPC'),
  );
  expect((vpc as { Metadata?: unknown }).Metadata).toEqual(metadata);
});
const ipv4 = networkWith({ addressFamily: 'ipv4' });

test.each([
  ['public', 'kubernetes.io/role/elb', '1'],
  ['private', 'kubernetes.io/role/internal-elb', '1'],
  ['hosts', 'kubernetes.io/cluster/unmanaged', 'true'],
])('a %s subnet says so to the cloud provider by %s', (tier, key, value) => {
  dual.hasResourceProperties('AWS::EC2::Subnet', {
    Tags: Match.arrayWith([
      { Key: key, Value: value },
      { Key: 'Name', Value: `test-${tier}-us-east-1b` },
    ]),
    MapPublicIpOnLaunch: false,
  });
});

test('the subnets of the cluster are shared with it once it has a name, and bystanders never', () => {
  const cluster = { Key: 'kubernetes.io/cluster/commons-x7k2p', Value: 'shared' };
  const tagged = Object.entries(propertiesOf(dual, 'AWS::EC2::Subnet'))
    .filter(([, properties]) => JSON.stringify(properties).includes(JSON.stringify(cluster)))
    .map(([id]) => id.replace(/^Network|UsEast1.*$/g, ''));
  expect(tagged.sort()).toEqual(['Private', 'Private', 'Private', 'Public', 'Public', 'Public']);
  expect(JSON.stringify(networkWith({ infraId: undefined }).toJSON())).not.toContain('kubernetes.io/cluster/commons');
});

test('the VPC resolves names and has no Name tag, which OpenShift asks to leave free', () => {
  expect(Object.values(propertiesOf(dual, 'AWS::EC2::VPC'))).toEqual([
    { CidrBlock: '10.0.0.0/16', EnableDnsHostnames: true, EnableDnsSupport: true },
  ]);
});

test('private machines call out by the gateway of their own zone', () => {
  const routes = Object.values(propertiesOf(ipv4, 'AWS::EC2::Route')).map((route) => JSON.stringify(route));
  for (const letter of ['A', 'B', 'C']) {
    const own = routes.filter((route) =>
      new RegExp(`NatGateway${letter}.*PrivateUsEast1${letter.toLowerCase()}Routes`).test(route),
    );
    expect(own).toHaveLength(1);
  }
});

test('addresses of NAT gateways outlive them', () => {
  dual.allResources('AWS::EC2::EIP', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
});

test('one NAT gateway for all zones is a choice with a reason', () => {
  const single = networkWith({ addressFamily: 'ipv4', nat: { single: 'us-east-1b' } });
  single.resourceCountIs('AWS::EC2::NatGateway', 1);
  const outward = Object.values(propertiesOf(single, 'AWS::EC2::Route')).filter((route) =>
    JSON.stringify(route).includes('NatGateway'),
  );
  expect(outward).toHaveLength(3);
});

test('IPv6 lets private machines out and nobody in', () => {
  const routes = Object.values(propertiesOf(dual, 'AWS::EC2::Route')).filter((route) =>
    JSON.stringify(route).includes('::/0'),
  );
  const gateways = routes.map((route) =>
    JSON.stringify(route).includes('EgressOnlyInternetGatewayId') ? 'egress-only' : 'internet',
  );
  expect(gateways.sort()).toEqual(['egress-only', 'egress-only', 'egress-only', 'internet']);
});

test('nodes stay on IPv4, hosts get an IPv6 address', () => {
  const assigned = Object.entries(propertiesOf(dual, 'AWS::EC2::Subnet')).map(([id, properties]) => [
    id.replace(/^Network|UsEast1.*$/g, ''),
    JSON.stringify(properties).includes('"AssignIpv6AddressOnCreation":true'),
  ]);
  expect(new Set(assigned.filter(([, assigns]) => assigns).map(([tier]) => tier))).toEqual(new Set(['Hosts']));
});

test('without IPv6 there is no trace of it', () => {
  expect(JSON.stringify(ipv4.toJSON())).not.toMatch(/ipv6/i);
});

test('a zone or tier can come without touching what is there', () => {
  const before = networkWith({ zones: ['us-east-1a', 'us-east-1c'], additionalTiers: [] }).toJSON();
  const after = networkWith().toJSON();
  expect(after).toMatchObject(before);
});

test('an address of another pool is another address, and the one that was there stays', () => {
  const ids = (natAddressPool?: string) => propertiesOf(networkWith({ natAddressPool }), 'AWS::EC2::EIP');
  const [own, ofAws] = [ids('ipv4pool-ec2-012345678abcdef01'), ids()];
  expect(Object.keys(own).filter((id) => id in ofAws)).toEqual([]);
  expect(Object.values(own)).toEqual(
    Object.values(ofAws).map((address) => ({
      ...(address as object),
      PublicIpv4Pool: 'ipv4pool-ec2-012345678abcdef01',
    })),
  );
});
