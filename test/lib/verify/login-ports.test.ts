import type { TemplateResource } from '../../../lib/rendered';
import { loginPortsRule } from '../../../lib/verify/login-ports';

const resource = (Type: string, Properties: Readonly<Record<string, unknown>>): TemplateResource => ({
  Type,
  Metadata: {},
  Properties,
});
const groupId = { 'Fn::GetAtt': ['Group', 'GroupId'] };
const machine = resource('AWS::EC2::NetworkInterface', { GroupSet: [groupId] });
const launched = resource('AWS::EC2::LaunchTemplate', {
  LaunchTemplateData: { NetworkInterfaces: [{ Groups: [groupId] }] },
});
const balancer = resource('AWS::ElasticLoadBalancingV2::LoadBalancer', { SecurityGroups: [groupId] });
const ssh = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' };
const group = (rule: Readonly<Record<string, unknown>>) =>
  resource('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [rule] });

const found = (resources: Readonly<Record<string, TemplateResource>>) =>
  loginPortsRule.findings({
    objects: [],
    resources: Object.entries(resources).map(([logicalId, each]) => ({ stack: 'testing', logicalId, resource: each })),
    files: [],
    stacks: [],
    waiting: [],
    unpinned: [],
  }).length;

test.each<[string, Readonly<Record<string, TemplateResource>>, number]>([
  ['a machine that everybody may log in to', { Machine: machine, Group: group(ssh) }, 1],
  ['one of a launch template', { Machine: launched, Group: group(ssh) }, 1],
  ['by IPv6', { Machine: machine, Group: group({ ...ssh, CidrIp: undefined, CidrIpv6: '::/0' }) }, 1],
  ['in a range', { Machine: machine, Group: group({ ...ssh, FromPort: 1, ToPort: 1023 }) }, 1],
  ['by every protocol', { Machine: machine, Group: group({ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }) }, 1],
  [
    'by a rule of its own',
    {
      Machine: machine,
      Group: group({ ...ssh, FromPort: 80, ToPort: 80 }),
      Rule: resource('AWS::EC2::SecurityGroupIngress', { ...ssh, GroupId: groupId }),
    },
    1,
  ],
  ['another port', { Machine: machine, Group: group({ ...ssh, FromPort: 80, ToPort: 80 }) }, 0],
  ['the VPC alone', { Machine: machine, Group: group({ ...ssh, CidrIp: '10.0.0.0/16' }) }, 0],
  ['a balancer, which has no shell', { Balancer: balancer, Group: group(ssh) }, 0],
])('%s', (_, resources, count) => {
  expect(found(resources)).toBe(count);
});
