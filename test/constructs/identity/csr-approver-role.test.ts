import { roleOf } from './policy-evaluation';
import { everyPlatformRole, tokenContext } from './used-resources';

test('node admission may look at the machines of the region, and nothing else', () => {
  const role = roleOf(everyPlatformRole, 'test-node-admission');
  const context = { 'aws:RequestedRegion': 'us-east-1' };
  expect(role.allows({ action: 'ec2:DescribeInstances', context })).toBe(true);
  expect(role.allows({ action: 'ec2:DescribeInstances', context: { 'aws:RequestedRegion': 'eu-west-1' } })).toBe(false);
  expect(role.allows({ action: 'ec2:TerminateInstances', context })).toBe(false);
  expect(role.trusts(tokenContext('node-admission:node-admission'))).toBe(true);
});
