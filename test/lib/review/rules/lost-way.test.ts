import { exampleResources } from '../../../../lib/review/example-files';
import { findingLines } from '../../../support/review-files';

const record = (others: object = {}) => ({
  Type: 'AWS::Route53::RecordSet',
  Properties: {
    HostedZoneId: 'Z1',
    Name: 'a.example',
    Type: 'A',
    TTL: '60',
    ResourceRecords: ['192.0.2.1'],
    ...others,
  },
});
const endpoint = { Type: 'AWS::EC2::VPCEndpoint', Properties: { ServiceName: 's3', VpcId: 'vpc-1' } };
const listener = (Port: number) => ({
  Type: 'AWS::ElasticLoadBalancingV2::Listener',
  Properties: { LoadBalancerArn: 'arn', Port, Protocol: 'TCP' },
});
const topic = { Type: 'AWS::SNS::Topic', Properties: {} };

const lines = (before: Readonly<Record<string, object>>, after: Readonly<Record<string, object>>) =>
  findingLines({ before: exampleResources(before), after: exampleResources(after) }).join('\n');

test('a way that goes, leads elsewhere or is another one is said', () => {
  expect(lines({ E: endpoint, T: topic }, { T: topic })).toContain(
    'interrupts: endpoint E of test-example goes: nothing finds its way by it',
  );
  expect(lines({ R: record() }, { R: record({ ResourceRecords: ['192.0.2.9'] }) })).toContain(
    'interrupts: DNS record a.example leads elsewhere than before',
  );
  expect(lines({ L: listener(443) }, { L: listener(8443) })).toContain('whoever takes the old way finds nothing');
  // The same name in the zone that only the VPC sees is another record.
  expect(lines({ A: record(), B: record({ HostedZoneId: 'Z2' }) }, { B: record({ HostedZoneId: 'Z2' }) })).toContain(
    'goes',
  );
});

test('another logical id, another time to live, and a way more are none', () => {
  expect(lines({ Old: record() }, { New: record() })).not.toContain('way');
  expect(lines({ R: record() }, { R: record({ TTL: '300' }) })).toBe('');
  expect(lines({ R: record() }, { R: record(), E: endpoint })).toBe('');
});

const group = (...blocks: readonly string[]) =>
  exampleResources({
    Mirror: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        GroupName: 'mirror',
        SecurityGroupIngress: blocks.map((CidrIp) => ({ IpProtocol: 'tcp', FromPort: 873, ToPort: 873, CidrIp })),
      },
    },
  });

test('what a security group takes no more is to be seen, and the same in other blocks is not', () => {
  expect(findingLines({ before: group('10.0.0.0/16', '203.0.113.8/29'), after: group('10.0.0.0/16') })).toEqual([
    'watch: security group mirror no longer takes TCP 873 from 203.0.113.8/29',
  ]);
  expect(findingLines({ before: group('10.0.0.0/16'), after: group('10.0.0.0/17', '10.0.128.0/17') })).toEqual([]);
});
