import { balancerFirewallsRule } from '../../../lib/verify/balancer-firewalls';
import { renderedFiles } from './rendered-files';

const balancer = (Properties: object = {}) => ({
  Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties },
});
const limit = (AggregateKeyType: string, action: object = { Action: { Block: {} } }) => ({
  ...action,
  Statement: { RateBasedStatement: { Limit: 2000, AggregateKeyType } },
});
const acl = (...Rules: readonly object[]) => ({
  Acl: { Type: 'AWS::WAFv2::WebACL', Properties: { Rules } },
  Association: {
    Type: 'AWS::WAFv2::WebACLAssociation',
    Properties: { ResourceArn: { Ref: 'Balancer' }, WebACLArn: { 'Fn::GetAtt': ['Acl', 'Arn'] } },
  },
});
const log = (RetentionInDays?: number) => ({
  Log: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays } },
  Logging: {
    Type: 'AWS::WAFv2::LoggingConfiguration',
    Properties: {
      ResourceArn: { 'Fn::GetAtt': ['Acl', 'Arn'] },
      LogDestinationConfigs: [{ 'Fn::GetAtt': ['Log', 'Arn'] }],
    },
  },
});
const behind = {
  Vpc: { Type: 'AWS::EC2::VPC', Metadata: { 'commons-platform/origin-callers': { cdn: ['192.0.2.0/24'], peers: [] } } },
  Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { SecurityGroupIngress: [{ CidrIp: '192.0.2.0/24' }] } },
  ...balancer({ SecurityGroups: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }] }),
};

test.each<[string, object, readonly string[]]>([
  ['with a limit and a log', { ...balancer(), ...acl(limit('IP')), ...log(90) }, []],
  ['inside', balancer({ Scheme: 'internal' }), []],
  ['for ports', balancer({ Type: 'network' }), []],
  ['without a firewall', balancer(), ['faces the internet without a web ACL of its stack']],
  [
    'with managed rules alone',
    { ...balancer(), ...acl({ Statement: {} }), ...log(90) },
    ['has a web ACL without a limit that blocks a caller'],
  ],
  [
    'whose limit only counts',
    { ...balancer(), ...acl(limit('IP', { Action: { Count: {} } })), ...log(90) },
    ['has a web ACL without a limit that blocks a caller'],
  ],
  [
    'behind a CDN, by address',
    { ...balancer(), ...acl(limit('IP')), ...log(90), ...behind },
    ['has a web ACL that counts the CDN as one caller'],
  ],
  ['past the CDN, by address', { ...behind, ...balancer(), ...acl(limit('IP')), ...log(90) }, []],
  ['behind a CDN, by its header', { ...balancer(), ...acl(limit('FORWARDED_IP')), ...log(90), ...behind }, []],
  [
    'whose requests nobody finds again',
    { ...balancer(), ...acl(limit('IP')), ...log() },
    ['has a web ACL whose log is not kept for a number of days in a log group of its stack'],
  ],
])('a balancer %s', (_, resources, expected) => {
  expect(balancerFirewallsRule.findings(renderedFiles({}, { ...resources })).map(({ reason }) => reason)).toEqual(
    expected,
  );
});
