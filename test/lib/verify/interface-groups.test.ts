import { interfaceGroupsRule } from '../../../lib/verify/interface-groups';
import { renderedFiles } from './rendered-files';

const groups = (count: number) => Array.from({ length: count }, (_, index) => ({ Ref: `Group${index}` }));
const vpc = (rules: number) => ({
  Type: 'AWS::EC2::VPC',
  Metadata: { 'commons-platform/security-group-rules': rules },
});
const template = (count: number) => ({
  Type: 'AWS::EC2::LaunchTemplate',
  Properties: { LaunchTemplateData: { NetworkInterfaces: [{ DeviceIndex: 0, Groups: groups(count) }] } },
});
const said = (resources: Readonly<Record<string, unknown>>) =>
  interfaceGroupsRule
    .findings(renderedFiles({}, resources))
    .map(({ place, reason, remedy }) => [place, reason, remedy]);

test('an interface has five groups, and not six', () => {
  expect(said({ T: template(5) })).toEqual([]);
  expect(said({ T: template(6) })).toMatchObject([
    [
      'testing AWS::EC2::LaunchTemplate T',
      'an interface has 6 security groups, and may have 5 where a group may have 60 rules',
      'join the groups',
    ],
  ]);
});

test('more rules in a group leave room for fewer groups', () => {
  expect(said({ V: vpc(500), T: template(2) })).toEqual([]);
  expect(said({ V: vpc(501), T: template(1) })).toEqual([]);
  expect(said({ V: vpc(501), T: template(2) })).toEqual([
    [
      'testing AWS::EC2::LaunchTemplate T',
      'an interface has 2 security groups, and may have 1 where a group may have 501 rules',
      'write 500 or less in network.securityGroupRules, and have the quota lowered to that, or join the groups',
    ],
  ]);
});

test('groups of users are others', () => {
  expect(said({ P: { Type: 'AWS::IAM::Policy', Properties: { Groups: groups(6) } } })).toEqual([]);
});

test.each([
  ['AWS::EC2::NetworkInterface', { GroupSet: groups(6) }],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', { SecurityGroups: groups(6) }],
  ['AWS::EC2::VPCEndpoint', { SecurityGroupIds: groups(6) }],
  ['AWS::RDS::DBInstance', { VPCSecurityGroups: groups(6) }],
  ['AWS::ECS::Service', { NetworkConfiguration: { AwsvpcConfiguration: { SecurityGroups: groups(6) } } }],
])('interfaces of a %s count', (type, properties) => {
  expect(said({ A: { Type: type, Properties: properties } })).toHaveLength(1);
});
