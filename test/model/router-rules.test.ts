import { portMatrix } from '../../constructs/openshift/port-matrix';
import { providerRules, nodeGroupRules, routerRules } from '../../model/router-rules';
import { changed, load, minimalEnvironment } from '../support/environment-folder';

test('the workers’ security group has as many rules as the cluster stack makes', () => {
  expect(portMatrix.filter(({ group }) => group === 'node')).toHaveLength(nodeGroupRules);
});

test.each([
  ['classic', false, { balancer: 69, nodes: 1 }],
  ['network', false, { balancer: 0, nodes: 72 }],
  ['network', true, { balancer: 69, nodes: 1 }],
] as const)('a %s balancer with a group of its own (%s) and 23 ranges adds', (kind, ownGroup, expected) => {
  expect(providerRules({ kind, ownGroup, ranges: 23, zones: 3 })).toEqual(expected);
});

const cdn = (ranges: number) =>
  `cdn: { canonicalName: c.cdn.example, ranges: { ipv4: [${Array.from({ length: ranges }, (_, index) => `198.51.${index}.0/24`).join(', ')}] } }`;
const environmentWith = (edge: string, balancer: string, network = '') =>
  [
    ["cdn: { none: 'Nobody but the tests knows this environment' }", edge],
    [
      '  baseDomain: openshift.commons.example\n',
      `  baseDomain: openshift.commons.example\n  ingress: { balancer: ${balancer} }\n`,
    ],
    ['/16\n', `/16\n${network}`],
  ].reduce((text, [from = '', to = '']) => changed(text, from, to), minimalEnvironment);

const balancerGroup = 'the routers’ security group';
const nodesGroup = 'the workers’ security group';

// One peer and three NAT gateways come to the ranges of the CDN.
test.each([
  [16, 'classic', balancerGroup, 60, ''],
  [17, 'classic', balancerGroup, 63, ''],
  [7, 'network', nodesGroup, 58, ''],
  [8, 'network', nodesGroup, 61, ''],
  [8, 'network', nodesGroup, 55, "  nat: { single: us-east-1a, because: 'It may be offline for a day' }\n"],
])('%i ranges of a CDN before a %s balancer are, in %s, %i rules', (ranges, balancer, group, rules, network) => {
  const { environment, warnings } = load({ 'environment.yaml': environmentWith(cdn(ranges), balancer, network) });
  expect(routerRules(environment)).toEqual({ group, rules });
  const said = warnings.map(({ reason }) => reason).filter((reason) => reason.includes('CDN, peers'));
  expect(said).toEqual(
    rules > 60 ? [`CDN, peers and NAT gateways need ${rules} rules in ${group}, which holds 60`] : [],
  );
});

test('an account that may have more rules says so, and hears of it no more', () => {
  const file = environmentWith(cdn(17), 'classic', '  securityGroupRules: 100\n');
  const { warnings } = load({ 'environment.yaml': file });
  expect(warnings.filter(({ reason }) => reason.includes('CDN, peers'))).toEqual([]);
});

test('everybody is one range', () => {
  const everybody = "cdn: { none: 'Nobody but the tests knows this environment' }";
  const file = environmentWith(everybody, 'network');
  expect(routerRules(load({ 'environment.yaml': file }).environment)).toEqual({ group: nodesGroup, rules: 28 });
});
