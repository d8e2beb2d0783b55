import { anotherAddressRule } from '../../../../lib/review/rules/another-address';
import { reviewFiles } from '../../../support/review-files';

const files = (type: string, Properties: object) => ({
  'aws/net.template.json': JSON.stringify({ Resources: { It: { Type: type, Properties } } }),
});
const said = (type: string, before: object, after: object) =>
  reviewFiles({ before: files(type, before), after: files(type, after) }, [anotherAddressRule]).findings.map(
    (each) => `${each.class}: ${each.what}`,
  );
const allocation = (id: string) => ({ 'Fn::GetAtt': [id, 'AllocationId'] });
const mappings = (...ids: readonly string[]) => ({
  Name: 'ports',
  SubnetMappings: ids.map((id, index) => ({ SubnetId: `subnet-${index}`, AllocationId: allocation(id) })),
});
const balancer = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

test('a balancer keeps its addresses, and may have one in a zone more', () => {
  expect(said(balancer, mappings('A', 'B'), mappings('A', 'BOf12345678'))).toEqual([
    'interrupts: would get other public addresses, which AWS refuses for a balancer that is there',
  ]);
  expect(said(balancer, mappings('A'), mappings('A', 'B'))).toEqual([]);
  expect(said(balancer, mappings('A'), { ...mappings('A'), Name: 'other' })).toEqual([]);
});

test('a NAT gateway with another address is another caller', () => {
  const gateway = 'AWS::EC2::NatGateway';
  expect(said(gateway, { AllocationId: allocation('A') }, { AllocationId: allocation('AOf12345678') })).toEqual([
    'interrupts: gets another public address, from which the cluster then calls',
  ]);
});
