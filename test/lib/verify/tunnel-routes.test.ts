import type { TemplateResource } from '../../../lib/rendered';
import { tunnelRoutesRule } from '../../../lib/verify/tunnel-routes';

const tag = (key: string) => [{ Key: key, Value: 'testing-host-gateway' }];
const resource = (Type: string, Properties: Readonly<Record<string, unknown>>): TemplateResource => ({
  Type,
  Metadata: {},
  Properties,
});
const gateway = resource('AWS::EC2::NetworkInterface', {
  GroupSet: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }],
  Tags: tag('commons-platform/gateway'),
});
const group = (port = 51820, last = port, protocol = 'udp') =>
  resource('AWS::EC2::SecurityGroup', {
    SecurityGroupIngress: [{ IpProtocol: protocol, FromPort: port, ToPort: last, CidrIp: '203.0.113.9/32' }],
  });
const table = resource('AWS::EC2::RouteTable', {});
const route = (block: string) =>
  resource('AWS::EC2::Route', { DestinationCidrBlock: block, NetworkInterfaceId: { Ref: 'Gateway' } });
const peer = (...allowed: readonly string[]) =>
  resource('AWS::SSM::Parameter', {
    Name: '/testing/wireguard/peers/office',
    Value: JSON.stringify({ name: 'office', publicKey: 'key', allowed }),
  });
const fine = {
  Gateway: gateway,
  Group: group(),
  Table: table,
  Route: route('10.8.0.2/32'),
  Peer: peer('10.8.0.2/32'),
  Program: resource('AWS::SSM::Parameter', { Name: '/testing/wireguard/program/plan', Value: 'import os' }),
};

const reasons = (resources: Readonly<Record<string, TemplateResource>>) =>
  tunnelRoutesRule
    .findings({
      objects: [],
      resources: Object.entries(resources).map(([logicalId, each]) => ({
        stack: 'testing-machines',
        logicalId,
        resource: each,
      })),
      files: [],
      stacks: [],
      waiting: [],
      unpinned: [],
    })
    .map(({ reason }) => reason);

test('each block of a peer has a route in each table, and the gateways answer at the port of the tunnel', () => {
  expect(reasons(fine)).toEqual([]);
});

test.each<[string, Readonly<Record<string, TemplateResource>>, string]>([
  [
    'a block without a route',
    { ...fine, Peer: peer('10.8.0.2/32', '192.168.5.0/24') },
    '192.168.5.0/24 has routes in 0 of 1 route tables',
  ],
  ['a table without the route', { ...fine, Other: table }, '10.8.0.2/32 has routes in 1 of 2 route tables'],
  [
    'a route that no peer has',
    { ...fine, Other: route('10.9.0.0/24') },
    'leads 10.9.0.0/24 to the gateways, which no peer has',
  ],
  ['the port of the tunnel elsewhere', { ...fine, Other: group() }, 'opens UDP 51820, the port of WireGuard'],
  ['a range over it elsewhere', { ...fine, Other: group(50000, 52000) }, 'opens UDP 51820, the port of WireGuard'],
])('%s is found', (_, resources, reason) => {
  expect(reasons(resources)).toEqual([reason]);
});

test('TCP of the same number is another port', () => {
  expect(reasons({ ...fine, Other: group(51820, 51820, 'tcp') })).toEqual([]);
});
