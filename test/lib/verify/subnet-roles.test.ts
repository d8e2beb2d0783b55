import { subnetRolesRule } from '../../../lib/verify/subnet-roles';
import { renderedFiles } from './rendered-files';

const reasons = (...keys: readonly string[]) =>
  subnetRolesRule
    .findings(
      renderedFiles(
        {},
        { A: { Type: 'AWS::EC2::Subnet', Properties: { Tags: keys.map((Key) => ({ Key, Value: '' })) } } },
      ),
    )
    .map(({ place, reason }) => `${place} ${reason}`);

test('a subnet that says nothing, or two things, is found', () => {
  expect(reasons('Name')).toEqual(['testing AWS::EC2::Subnet A no tag gives its role']);
  expect(reasons('kubernetes.io/role/elb', 'kubernetes.io/cluster/unmanaged')).toEqual([
    'testing AWS::EC2::Subnet A two tags give its role',
  ]);
});

test.each(['kubernetes.io/role/elb', 'kubernetes.io/role/internal-elb', 'kubernetes.io/cluster/unmanaged'])(
  'one with %s is no matter',
  (key) => {
    expect(reasons('Name', key)).toEqual([]);
  },
);
