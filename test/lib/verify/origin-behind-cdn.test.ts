import { originBehindCdnRule } from '../../../lib/verify/origin-behind-cdn';
import { renderedFiles } from './rendered-files';

const behind = {
  'commons-platform/origin-callers': { cdn: ['198.51.100.0/24', '2001:db8:1::/48'], peers: ['203.0.113.8/29'] },
};
const network = (Metadata: object = behind) => ({
  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' }, Metadata },
  NatAddress: { Type: 'AWS::EC2::EIP' },
  Nat: { Type: 'AWS::EC2::NatGateway', Properties: { AllocationId: { 'Fn::GetAtt': ['NatAddress', 'AllocationId'] } } },
});

const said = (resources: object, manifests: Readonly<Record<string, string>> = {}, vpc = network()) =>
  originBehindCdnRule
    .findings(renderedFiles(manifests, { ...vpc, ...resources }))
    .map(({ place, reason }) => `${place} ${reason}`);

const controller = (ranges: string, scope = 'External', type = 'LoadBalancerService') => ({
  'cluster/routers.yaml': `
apiVersion: operator.openshift.io/v1
kind: IngressController
metadata: { name: default, namespace: openshift-ingress-operator }
spec: { endpointPublishingStrategy: { type: ${type}, loadBalancer: { scope: ${scope}, ${ranges} } } }
`,
});
const routers = 'cluster/routers.yaml IngressController openshift-ingress-operator/default';

test.each<[string, string, readonly string[]]>([
  ['the CDN, a peer and the gateway', '[198.51.100.0/25, 203.0.113.8/29, 192.0.2.1/32]', []],
  ['nobody in particular', '[]', [`${routers} has no allowedSourceRanges, and so lets in everybody past the CDN`]],
  ['everybody', '[0.0.0.0/0]', [`${routers} lets in 0.0.0.0/0 past the CDN`]],
  ['more than the CDN', '[198.51.0.0/16]', [`${routers} lets in 198.51.0.0/16 past the CDN`]],
  [
    'an address more than gateways',
    '[198.51.100.0/24, 192.0.2.1/32, 192.0.2.2/32]',
    [`${routers} lets in 192.0.2.1/32, 192.0.2.2/32 past the CDN`],
  ],
])('routers that let in %s', (_, ranges, expected) => {
  expect(said({}, controller(`allowedSourceRanges: ${ranges}`))).toEqual(expected);
});

test('routers that the internet does not reach, and routers without a CDN, let in anybody', () => {
  expect(said({}, controller('allowedSourceRanges: []', 'Internal'))).toEqual([]);
  expect(said({}, controller('allowedSourceRanges: []', 'External', 'Private'))).toEqual([]);
  expect(said({}, controller('allowedSourceRanges: []'), network({}))).toEqual([]);
});

const service = (annotations: string, ranges = '[]') => ({
  'cluster/service.yaml': `
apiVersion: v1
kind: Service
metadata: { name: door, namespace: shop, annotations: { ${annotations} } }
spec: { type: LoadBalancer, loadBalancerSourceRanges: ${ranges} }
`,
});

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    'for everybody',
    service(''),
    ['cluster/service.yaml Service shop/door has no loadBalancerSourceRanges, and so lets in everybody past the CDN'],
  ],
  ['for the CDN', service('', '[198.51.100.0/24]'), []],
  ['inside', service("service.beta.kubernetes.io/aws-load-balancer-internal: 'true'"), []],
  ['with a reason', service('commons-platform/open-to-all-because: The CDN forwards no such packets'), []],
])('a Service with a balancer %s', (_, manifests, expected) => {
  expect(said({}, manifests)).toEqual(expected);
});

const groupId = { 'Fn::GetAtt': ['Group', 'GroupId'] };
const balancer = (SecurityGroups: unknown, Scheme = 'internet-facing', Metadata: object = {}) => ({
  Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Scheme, SecurityGroups }, Metadata },
});
const open = { 'commons-platform/open-to-all-because': 'Git over SSH has no CDN' };
const group = (rule: object, Metadata: object = {}) => ({
  ...balancer([groupId]),
  Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { SecurityGroupIngress: [rule] }, Metadata },
});
const passes = (source: string, at = 'AWS::EC2::SecurityGroup Group') =>
  `testing ${at} lets ${source} past the CDN to testing AWS::ElasticLoadBalancingV2::LoadBalancer Balancer`;
const gateway = {
  'Fn::Join': ['', [{ 'Fn::GetStackOutput': { OutputName: 'ExportRefNatAddress', StackName: 'network' } }, '/32']],
};

test.each<[string, object, readonly string[]]>([
  ['the CDN', group({ CidrIp: '198.51.100.0/24' }), []],
  ['the CDN by IPv6', group({ CidrIpv6: '2001:db8:1::/48' }), []],
  ['a gateway', group({ CidrIp: gateway }), []],
  ['its own network', group({ CidrIp: '10.0.0.0/16' }), []],
  ['another group', group({ SourceSecurityGroupId: 'sg-1' }), []],
  ['everybody with a reason', group({ CidrIp: '0.0.0.0/0' }, open), []],
  ['everybody', group({ CidrIp: '0.0.0.0/0' }), [passes('0.0.0.0/0')]],
  ['everybody by IPv6', group({ CidrIpv6: '::/0' }), [passes('::/0')]],
  ['a list that nobody here reads', group({ SourcePrefixListId: 'pl-1' }), [passes('pl-1')]],
  ['an address that is no gateway’s', group({ CidrIp: { Ref: 'Elsewhere' } }), [passes('{"Ref":"Elsewhere"}')]],
  [
    'a stranger by a rule beside the group',
    {
      ...group({ CidrIp: '198.51.100.0/24' }),
      Rule: { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupId: groupId, CidrIp: '192.0.2.0/24' } },
    },
    [passes('192.0.2.0/24', 'AWS::EC2::SecurityGroupIngress Rule')],
  ],
  ['everybody for want of a group', balancer(undefined), [expect.stringContaining('has no security group')]],
  ['everybody for want of a group, with a reason', balancer(undefined, 'internet-facing', open), []],
  ['everybody inside', balancer(undefined, 'internal'), []],
])('a balancer that lets in %s', (_, resources, expected) => {
  expect(said(resources)).toEqual(expected);
});
