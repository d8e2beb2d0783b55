import type { Rendered, TemplateResource } from '../../../lib/rendered';
import { directoryServersRule } from '../../../lib/verify/directory-servers';

const resource = (Type: string, Properties: Readonly<Record<string, unknown>>): TemplateResource => ({
  Type,
  Metadata: {},
  Properties,
});

/** What the stacks of a directory with one server make, with changes of its parts. */
const directory = (changes: Readonly<Record<string, TemplateResource>> = {}) => ({
  Zone: resource('AWS::Route53::HostedZone', { Name: 'internal.example', VPCs: [{ VPCId: 'vpc-1' }] }),
  Public: resource('AWS::Route53::HostedZone', { Name: 'cluster.example' }),
  Address: resource('AWS::Route53::RecordSet', {
    Name: 'idm-a.internal.example.',
    Type: 'A',
    ResourceRecords: ['10.0.24.10'],
  }),
  Service: resource('AWS::Route53::RecordSet', {
    Name: '_ldap._tcp.internal.example.',
    Type: 'SRV',
    ResourceRecords: ['0 100 389 idm-a.internal.example.'],
  }),
  Interface: resource('AWS::EC2::NetworkInterface', {
    PrivateIpAddress: '10.0.24.10',
    GroupSet: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }],
  }),
  Group: group('10.0.0.0/16'),
  Nodes: resource('AWS::EC2::Subnet', {
    CidrBlock: '10.0.0.0/20',
    Tags: [{ Key: 'kubernetes.io/role/internal-elb' }],
  }),
  Others: resource('AWS::EC2::Subnet', { CidrBlock: '10.0.16.0/22', Tags: [{ Key: 'kubernetes.io/role/elb' }] }),
  ...changes,
});

function group(CidrIp: string, port = 636): TemplateResource {
  const rule = { IpProtocol: 'tcp', FromPort: port, ToPort: port, CidrIp, Description: 'LDAPS' };
  return resource('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [rule] });
}

const realm = (connectionUrl: string): Rendered['objects'][number] => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'realm', namespace: 'single-sign-on', annotations: {}, labels: {} },
  file: 'single-sign-on/realm.yaml',
  data: {
    'community.json': JSON.stringify({
      realm: 'commons',
      components: { 'org.keycloak.storage.UserStorageProvider': [{ config: { connectionUrl: [connectionUrl] } }] },
    }),
  },
});

const reasons = (resources: Readonly<Record<string, TemplateResource>>, url = 'ldaps://idm-a.internal.example') =>
  directoryServersRule
    .findings({
      objects: [realm(url)],
      resources: Object.entries(resources).map(([logicalId, each]) => ({
        stack: 'testing-directory',
        logicalId,
        resource: each,
      })),
      files: [],
      stacks: [],
      waiting: [],
      unpinned: [],
    })
    .map(({ reason }) => reason);

test('a server with an address that lets Keycloak in is one', () => {
  expect(reasons(directory())).toEqual([]);
});

test('a server of somebody else, outside the private zones, is not ours to make', () => {
  expect(reasons(directory(), 'ldaps://idm.example ldaps://idm.cluster.example')).toEqual([]);
});

test('one of the servers has no address', () => {
  expect(reasons(directory(), 'ldaps://idm-a.internal.example ldaps://idm-b.internal.example:636')).toEqual([
    'names idm-b.internal.example, and no stack makes an address for it in the private zone internal.example',
  ]);
});

test('an SRV record leads nowhere', () => {
  const Service = resource('AWS::Route53::RecordSet', {
    Name: '_kerberos._udp.internal.example.',
    Type: 'SRV',
    ResourceRecords: ['0 100 88 idm-a.internal.example.', '0 100 88 idm-c.internal.example.'],
  });
  expect(reasons(directory({ Service }))).toEqual([
    'names idm-c.internal.example, and no stack makes an address for it in the private zone internal.example',
  ]);
});

test.each([
  ['another port', group('10.0.0.0/16', 389)],
  ['other subnets', group('10.0.16.0/20')],
])('the machine lets in %s alone', (_, Group) => {
  expect(reasons(directory({ Group }))).toEqual([
    'asks idm-a.internal.example by LDAPS, which does not let in 10.0.0.0/20, where Keycloak runs',
  ]);
});
