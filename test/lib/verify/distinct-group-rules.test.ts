import { distinctGroupRulesRule } from '../../../lib/verify/distinct-group-rules';
import { renderedFiles } from './rendered-files';

const rule = (changes: object = {}) => ({
  IpProtocol: 'tcp',
  FromPort: 636,
  ToPort: 636,
  CidrIp: '10.0.0.0/24',
  Description: 'Readers',
  ...changes,
});
const group = (ingress: readonly object[], egress: readonly object[] = []) => ({
  Type: 'AWS::EC2::SecurityGroup',
  Properties: { SecurityGroupIngress: ingress, SecurityGroupEgress: egress },
});
const single = (changes: object = {}) => ({
  Type: 'AWS::EC2::SecurityGroupIngress',
  Properties: { GroupId: { 'Fn::GetAtt': ['Group', 'GroupId'] }, ...rule(changes) },
});
const said = (resources: Readonly<Record<string, unknown>>) =>
  distinctGroupRulesRule.findings(renderedFiles({}, resources)).map(({ place, reason }) => `${place}: ${reason}`);

const text = '{"IpProtocol":"tcp","FromPort":636,"ToPort":636,"CidrIp":"10.0.0.0/24"}';

test.each([
  ['another port', [rule(), rule({ FromPort: 389, ToPort: 389 })]],
  ['another protocol', [rule(), rule({ IpProtocol: 'udp' })]],
  ['another block', [rule(), rule({ CidrIp: '10.0.1.0/24' })]],
])('two rules with %s are two', (_, rules) => {
  expect(said({ Group: group(rules) })).toEqual([]);
});

test('a rule in each direction, and in each of two groups, is fine', () => {
  expect(said({ Group: group([rule()], [rule()]), Other: group([rule()]) })).toEqual([]);
});

test('the same rule with another description is refused, in whatever order its fields are', () => {
  const turned = Object.fromEntries(Object.entries(rule()).reverse());
  expect(said({ Group: group([rule(), rule({ Description: 'Members' }), turned]) })).toEqual([
    `testing Group: has a rule twice: ingress ${text}`,
    `testing Group: has a rule twice: ingress ${text}`,
  ]);
  expect(said({ Group: group([], [rule(), rule()]) })).toEqual([`testing Group: has a rule twice: egress ${text}`]);
});

test('a rule that is a resource of its own is compared as well', () => {
  expect(said({ Group: group([rule()]), Rule: single() })).toEqual([
    `testing Rule: has a rule of testing Group again: ingress ${text}`,
  ]);
  expect(said({ Rule: single(), Other: single({ GroupId: { 'Fn::GetAtt': ['Another', 'GroupId'] } }) })).toEqual([]);
});
