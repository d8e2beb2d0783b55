import { hostWaysInRule } from '../../../lib/verify/host-ways-in';
import type { TemplateResource } from '../../../lib/rendered';

const because = 'Services copy files of mirrors';
const group = (rule: Readonly<Record<string, unknown>>, key = 'commons-platform/host'): TemplateResource => ({
  Type: 'AWS::EC2::SecurityGroup',
  Metadata: {},
  Properties: {
    Tags: [{ Key: key, Value: 'mirror' }],
    SecurityGroupIngress: [
      { IpProtocol: 'tcp', FromPort: 873, ToPort: 873, CidrIp: '10.0.0.0/8', Description: because, ...rule },
    ],
  },
});
const pair = (source: string, port = 873): TemplateResource => ({
  Type: 'AWS::EC2::SecurityGroupIngress',
  Metadata: {},
  Properties: {
    GroupId: { 'Fn::GetAtt': ['Mirror', 'GroupId'] },
    SourceSecurityGroupId: { 'Fn::GetAtt': [source, 'GroupId'] },
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    Description: because,
  },
});
/** The bastion's group, with SSH from somewhere. */
const bastion = (CidrIp: string): TemplateResource => {
  const made = group({ FromPort: 22, ToPort: 22, CidrIp });
  const Tags = ['commons-platform/host', 'commons-platform/bastion'].map((Key) => ({ Key, Value: 'bastion' }));
  return { ...made, Properties: { ...made.Properties, Tags } };
};
const peer: TemplateResource = {
  Type: 'AWS::SSM::Parameter',
  Metadata: {},
  Properties: {
    Name: '/testing/wireguard/peers/office',
    Value: JSON.stringify({ name: 'office', publicKey: 'key', allowed: ['10.8.0.2/32'] }),
  },
};
type Resources = Readonly<Record<string, TemplateResource>>;

const inStack = (stack: string, resources: Resources) =>
  Object.entries(resources).map(([logicalId, resource]) => ({ stack, logicalId, resource }));

const reasons = (resources: Resources, later: Resources = {}) =>
  hostWaysInRule
    .findings({
      objects: [],
      resources: [...inStack('testing-machines', resources), ...inStack('testing-machines-2', later)],
      files: [],
      stacks: [],
      waiting: [],
      unpinned: [],
    })
    .map(({ reason }) => reason);

test('a host may be called at ports with a reason, and by another host', () => {
  expect(reasons({ Mirror: group({}), Tunnel: group({}), Pair: pair('Tunnel') })).toEqual([]);
});

test('a rule in a later stack is judged by the group of the earlier one that it is for', () => {
  const far = (id: string) => ({
    'Fn::GetStackOutput': { StackName: 'testing-machines', OutputName: `PublishOutputFnGetAtt${id}GroupId4F3433DA` },
  });
  const rule = (source: string, port: number): TemplateResource => {
    const made = pair('Mirror', port);
    return { ...made, Properties: { ...made.Properties, GroupId: far('Mirror'), SourceSecurityGroupId: far(source) } };
  };
  const later = (Pair: TemplateResource) => reasons({ Mirror: group({}), Tunnel: group({}) }, { Pair });
  expect(later(rule('Tunnel', 873))).toEqual([]);
  expect(later(rule('Tunnel', 22))).toEqual(['opens port 22, which is for logging in']);
  expect(later(rule('Absent', 873))).toEqual(['lets in a group that no stack makes']);
});

test('the bastion lets in peers of the tunnel, and hosts the bastion', () => {
  expect(
    reasons({ Mirror: group({}), Bastion: bastion('10.8.0.2/32'), Peer: peer, Pair: pair('Bastion', 22) }),
  ).toEqual([]);
});

test.each<[string, Readonly<Record<string, TemplateResource>>, string]>([
  [
    'a bastion for whoever is no peer',
    { Bastion: bastion('10.8.0.3/32'), Peer: peer },
    'opens port 22, which is for logging in',
  ],
  [
    'SSH from a host that is no bastion',
    { Mirror: group({}), Tunnel: group({}), Pair: pair('Tunnel', 22) },
    'opens port 22, which is for logging in',
  ],
  ['a port for logging in', { Mirror: group({ FromPort: 22, ToPort: 22 }) }, 'opens port 22, which is for logging in'],
  ['a range over it', { Mirror: group({ FromPort: 1, ToPort: 1023 }) }, 'opens port 22, which is for logging in'],
  [
    'every port',
    { Mirror: group({ IpProtocol: '-1', FromPort: undefined, ToPort: undefined }) },
    'opens port 22, which is for logging in',
  ],
  [
    'it in a rule of its own',
    { Mirror: group({}), Pair: pair('Mirror', 22) },
    'opens port 22, which is for logging in',
  ],
  ['no reason', { Mirror: group({ Description: '' }) }, 'does not say why port 873 is open'],
  ['a group that nobody makes', { Mirror: group({}), Pair: pair('Elsewhere') }, 'lets in a group that no stack makes'],
])('%s is found', (_, resources, reason) => {
  expect(reasons(resources)).toEqual([reason]);
});

test('groups of others are not its concern', () => {
  expect(reasons({ Other: group({ FromPort: 22, ToPort: 22 }, 'Name') })).toEqual([]);
});
