import { openGroupsRule } from '../../../lib/verify/open-groups';
import { renderedFiles } from './rendered-files';

const places = (resource: unknown) =>
  openGroupsRule.findings(renderedFiles({}, { Door: resource })).map(({ place }) => place);

const group = (rule: unknown) => ({
  Type: 'AWS::EC2::SecurityGroup',
  Properties: { SecurityGroupIngress: [rule], SecurityGroupEgress: [{ CidrIp: '0.0.0.0/0' }] },
});
const rule = (source: object) => ({ Type: 'AWS::EC2::SecurityGroupIngress', Properties: source });

test.each([
  ['a group by IPv4', group({ CidrIp: '0.0.0.0/0' })],
  ['a group by IPv6', group({ CidrIpv6: '::/0' })],
  ['a rule beside it', rule({ CidrIp: '0.0.0.0/0' })],
])('%s that is open to the world is found', (_, resource) => {
  expect(places(resource)).toEqual([expect.stringMatching(/^testing AWS::EC2::SecurityGroup(Ingress)? Door$/)]);
});

test('one that says why, or names who may call, is no matter', () => {
  const Metadata = { 'commons-platform/open-to-all-because': 'The server behind it knows keys and no passwords.' };
  expect(places({ ...group({ CidrIp: '0.0.0.0/0' }), Metadata })).toEqual([]);
  expect(places(group({ CidrIp: '203.0.113.0/24' }))).toEqual([]);
  expect(places(rule({ SourcePrefixListId: 'pl-1' }))).toEqual([]);
});
