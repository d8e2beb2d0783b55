import { securityGroupRulesRule } from '../../../lib/verify/security-group-rules';
import { renderedFiles } from './rendered-files';

const many = (count: number, rule: (index: number) => object) =>
  Array.from({ length: count }, (_, index) => rule(index));
const ipv4 = (index: number) => ({ IpProtocol: 'tcp', CidrIp: `10.0.${index}.0/24` });
const ipv6 = (index: number) => ({ IpProtocol: 'tcp', CidrIpv6: `2001:db8:${index}::/48` });
const group = (ingress: readonly object[], egress: readonly object[] = [], tags: readonly object[] = []) => ({
  Type: 'AWS::EC2::SecurityGroup',
  Properties: { SecurityGroupIngress: ingress, SecurityGroupEgress: egress, Tags: tags },
});
const single = (index: number, type = 'Ingress'): readonly [string, object] => [
  `Rule${type}${index}`,
  {
    Type: `AWS::EC2::SecurityGroup${type}`,
    Properties: { GroupId: { 'Fn::GetAtt': ['Group', 'GroupId'] }, SourceSecurityGroupId: 'sg-1' },
  },
];
const list = (family: string, most: number) => ({
  Type: 'AWS::EC2::PrefixList',
  Properties: { AddressFamily: family, MaxEntries: most },
});
const listed = { SourcePrefixListId: { 'Fn::GetAtt': ['List', 'PrefixListId'] } };

const said = (resources: Readonly<Record<string, unknown>>, manifests: Readonly<Record<string, string>> = {}) =>
  securityGroupRulesRule
    .findings(renderedFiles(manifests, resources))
    .map(({ place, reason }) => `${place}: ${reason}`);
const tooMany = (sum: number, counted: string, place = 'testing Group', most = 60) =>
  `${place}: it has ${sum} rules for ${counted} with those that the cluster adds, and may have ${most}`;

test.each([
  ['60 rules', { Group: group(many(60, ipv4), many(60, ipv4)) }, []],
  ['61 rules', { Group: group(many(61, ipv4)) }, [tooMany(61, 'ingress by IPv4')]],
  ['61 rules out', { Group: group([], many(61, ipv4)) }, [tooMany(61, 'egress by IPv4')]],
  ['60 of each family', { Group: group([...many(60, ipv4), ...many(60, ipv6)]) }, []],
  [
    'a group beside 60 of each family',
    { Group: group([...many(60, ipv4), ...many(60, ipv6), { SourceSecurityGroupId: 'sg-1' }]) },
    [tooMany(61, 'ingress by IPv4'), tooMany(61, 'ingress by IPv6')],
  ],
  ['a list of 60', { Group: group([listed]), List: list('IPv4', 60) }, []],
  [
    'a list of 50 beside 11',
    { Group: group([listed, ...many(11, ipv4)]), List: list('IPv4', 50) },
    [tooMany(61, 'ingress by IPv4')],
  ],
  ['a list of the other family', { Group: group([listed, ...many(60, ipv4)]), List: list('IPv6', 50) }, []],
  [
    'rules that are resources',
    { Group: group(many(58, ipv4)), ...Object.fromEntries([single(1), single(2), single(3)]) },
    [tooMany(61, 'ingress by IPv4')],
  ],
  [
    'rules out that are resources',
    { Group: group([], many(60, ipv4)), ...Object.fromEntries([single(1, 'Egress')]) },
    [tooMany(61, 'egress by IPv4')],
  ],
])('a group with %s', (_, resources, expected) => {
  expect(said(resources)).toEqual(expected);
});

test('a list that no stack makes has a size that nobody knows', () => {
  expect(said({ Group: group([{ SourcePrefixListId: 'pl-3b927c52' }]) })).toEqual([
    'testing Group: a rule for ingress names a prefix list that no stack makes, so it is not known how many rules it counts as',
  ]);
});

test('an account may have more', () => {
  const vpc = { Type: 'AWS::EC2::VPC', Metadata: { 'commons-platform/security-group-rules': 100 } };
  expect(said({ Vpc: vpc, Group: group(many(100, ipv4)) })).toEqual([]);
  expect(said({ Vpc: vpc, Group: group(many(101, ipv4)) })).toEqual([
    tooMany(101, 'ingress by IPv4', 'testing Group', 100),
  ]);
});

const controller = (type: string, ranges: number) => `
apiVersion: operator.openshift.io/v1
kind: IngressController
metadata: { name: default, namespace: openshift-ingress-operator }
spec:
  endpointPublishingStrategy:
    loadBalancer:
      allowedSourceRanges: [${many(ranges, ipv4)
        .map((rule) => ('CidrIp' in rule ? String(rule.CidrIp) : ''))
        .join(', ')}]
      providerParameters: { aws: { type: ${type} } }
`;
const balancer = 'cluster/routers.yaml balancer of IngressController default';
const workers = (rules: number) => ({
  Group: group(
    many(rules, ipv4),
    [],
    [
      { Key: 'Name', Value: 'choir-x7k2p-node' },
      { Key: 'kubernetes.io/cluster/choir-x7k2p', Value: 'shared' },
    ],
  ),
  ...Object.fromEntries(
    ['A', 'B', 'C'].map((zone) => [
      `Public${zone}`,
      { Type: 'AWS::EC2::Subnet', Properties: { Tags: [{ Key: 'kubernetes.io/role/elb', Value: '1' }] } },
    ]),
  ),
});

test.each([
  ['Classic', 20, 22, []],
  ['Classic', 23, 22, [tooMany(69, 'ingress by IPv4', balancer)]],
  ['Classic', 20, 60, [tooMany(61, 'ingress by IPv4')]],
  ['NLB', 11, 22, []],
  ['NLB', 12, 22, [tooMany(61, 'ingress by IPv4')]],
  ['NLB', 0, 54, []],
  ['NLB', 0, 55, [tooMany(61, 'ingress by IPv4')]],
])('a balancer %s for %i ranges, and %i rules for workers', (type, ranges, rules, expected) => {
  expect(said(workers(rules), { 'cluster/routers.yaml': controller(type, ranges) })).toEqual(expected);
});
