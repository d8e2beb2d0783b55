import { Match, Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { cdkContext } from '../../../bin/cdk-context';
import { ignitionPointer } from '../../../constructs/openshift/ignition-pointer';
import type { AutoScalingNodePoolSpec } from '../../../constructs/openshift/auto-scaling-node-pool';
import { cloudApp } from '../../../lib/cloud-app';
import { NodePoolsStack, type NodePoolsStackProps } from '../../../lib/stacks/node-pools-stack';
import { propertiesOf } from '../../support/stacks';

const workers: AutoScalingNodePoolSpec = {
  name: 'workers',
  imageId: 'ami-0123456789abcdef0',
  instanceTypes: ['m7g.2xlarge', 'm6g.2xlarge'],
  zones: ['eu-west-1a', 'eu-west-1b'],
  size: { minimum: 1, maximum: 4 },
  volume: { sizeGiB: 200, iops: 3000, throughputMiBps: 250 },
  capacity: 'on-demand',
};

const spotPool: AutoScalingNodePoolSpec = {
  ...workers,
  name: 'ci-amd64',
  imageId: 'ami-0fedcba9876543210',
  instanceTypes: ['c7i.2xlarge'],
  size: 3,
  capacity: { spot: 'jobs are retried' },
};

const props: NodePoolsStackProps = {
  stackName: 'test-node-pools',
  environment: 'test',
  account: '111122223333',
  region: 'eu-west-1',
  zones: ['eu-west-1a', 'eu-west-1b'],
  infraId: 'commons-x7k2p',
  clusterDomain: 'commons.cluster.example',
  machineConfigServerCa: 'data:text/plain;charset=utf-8;base64,LS0t',
  privateSubnetIds: new Map([
    ['eu-west-1a', 'private-a'],
    ['eu-west-1b', 'private-b'],
  ]),
  nodeSecurityGroupId: 'sg-node',
  instanceProfile: 'test-worker',
  pools: [workers, spotPool],
};

function stackOf(pools: readonly AutoScalingNodePoolSpec[]): NodePoolsStack {
  return new NodePoolsStack(cloudApp({ context: cdkContext() }), 'NodePools', { ...props, pools });
}
const templateOf = (pools: readonly AutoScalingNodePoolSpec[]) => Template.fromStack(stackOf(pools));
const template = templateOf(props.pools);

const propertySchema = z.record(z.string(), z.unknown());
/** Properties of the resource of a type in a pool. */
const inPool = (pool: string, type: string, of = template) => {
  const found = Object.entries(propertiesOf(of, type)).find(([id]) => id.startsWith(pool));
  return propertySchema.parse(found?.[1]);
};
const groupOf = (pool: string, of = template) => inPool(pool, 'AWS::AutoScaling::AutoScalingGroup', of);
const dataOf = (pool: string) => propertySchema.parse(inPool(pool, 'AWS::EC2::LaunchTemplate').LaunchTemplateData);

test('the stack may be deleted: it holds nothing that cannot be made again', () => {
  expect(stackOf([workers]).terminationProtection).toBe(false);
});

test('a machine is a worker of its pool and of the cluster from its launch', () => {
  const tags = [
    { Key: 'Name', Value: 'commons-x7k2p-workers' },
    { Key: 'kubernetes.io/cluster/commons-x7k2p', Value: 'shared' },
    { Key: 'commons-platform/pool', Value: 'workers' },
  ];
  expect(dataOf('Workers').TagSpecifications).toEqual([
    { ResourceType: 'instance', Tags: tags },
    { ResourceType: 'volume', Tags: tags },
  ]);
});

test('a machine has its architecture’s image, the workers’ role and group, and no public address', () => {
  expect(dataOf('CiAmd64')).toMatchObject({
    ImageId: 'ami-0fedcba9876543210',
    IamInstanceProfile: { Name: 'test-worker' },
    NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: false, Groups: ['sg-node'] }],
    MetadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
  });
});

test('a machine has an encrypted root volume of stated speed', () => {
  expect(dataOf('Workers').BlockDeviceMappings).toEqual([
    {
      DeviceName: '/dev/xvda',
      Ebs: {
        VolumeType: 'gp3',
        VolumeSize: 200,
        Iops: 3000,
        Throughput: 250,
        Encrypted: true,
        DeleteOnTermination: true,
      },
    },
  ]);
});

test('a machine begins as a worker, whatever its pool', () => {
  const { clusterDomain, machineConfigServerCa: certificateAuthority } = props;
  const pointer = ignitionPointer({ pool: 'worker', clusterDomain, certificateAuthority });
  for (const pool of ['Workers', 'CiAmd64']) expect(dataOf(pool).UserData).toEqual({ 'Fn::Base64': pointer });
});

const policyOf = (pool: string) =>
  z
    .object({
      LaunchTemplate: z.object({
        LaunchTemplateSpecification: z.unknown(),
        Overrides: z.array(z.object({ InstanceType: z.string() })),
      }),
      InstancesDistribution: z.unknown(),
    })
    .parse(groupOf(pool).MixedInstancesPolicy);

test('the types are tried in their order, on demand', () => {
  expect(policyOf('Workers').LaunchTemplate.Overrides).toEqual([
    { InstanceType: 'm7g.2xlarge' },
    { InstanceType: 'm6g.2xlarge' },
  ]);
  expect(policyOf('Workers').InstancesDistribution).toEqual({
    OnDemandPercentageAboveBaseCapacity: 100,
    OnDemandAllocationStrategy: 'prioritized',
  });
  expect(groupOf('Workers').CapacityRebalance).toBe(false);
});

test('spot machines are those least likely to be taken away, and replaced before they are', () => {
  expect(policyOf('CiAmd64').InstancesDistribution).toEqual({
    OnDemandPercentageAboveBaseCapacity: 0,
    SpotAllocationStrategy: 'price-capacity-optimized',
  });
  expect(groupOf('CiAmd64').CapacityRebalance).toBe(true);
});

test('new machines are of the newest version of the template', () => {
  const id: unknown = expect.stringMatching(/^WorkersTemplate/);
  expect(policyOf('Workers').LaunchTemplate.LaunchTemplateSpecification).toEqual({
    LaunchTemplateId: { Ref: id },
    Version: { 'Fn::GetAtt': [id, 'LatestVersionNumber'] },
  });
});

test('machines are in the private subnets of the pool’s zones', () => {
  expect(groupOf('Workers').VPCZoneIdentifier).toEqual(['private-a', 'private-b']);
  const narrow = templateOf([{ ...workers, zones: ['eu-west-1b'] }]);
  expect(groupOf('Workers', narrow).VPCZoneIdentifier).toEqual(['private-b']);
});

test('a fixed size is set by each deploy, a range is left to whoever scales', () => {
  const sizeOf = (pool: string) => {
    const { MinSize, MaxSize, DesiredCapacity } = groupOf(pool);
    return { MinSize, MaxSize, DesiredCapacity };
  };
  expect(sizeOf('CiAmd64')).toEqual({ MinSize: '3', MaxSize: '3', DesiredCapacity: '3' });
  expect(sizeOf('Workers')).toEqual({ MinSize: '1', MaxSize: '4', DesiredCapacity: undefined });
});

test('a deploy replaces no machine', () => {
  for (const group of Object.values(template.findResources('AWS::AutoScaling::AutoScalingGroup'))) {
    expect(Object.keys(group)).toEqual(['Type', 'Properties']);
  }
});

test('a machine that is replaced goes after its successor came, and has an hour to be drained', () => {
  for (const pool of ['Workers', 'CiAmd64']) {
    expect(groupOf(pool).InstanceMaintenancePolicy).toEqual({ MinHealthyPercentage: 100, MaxHealthyPercentage: 110 });
    template.hasResourceProperties('AWS::AutoScaling::LifecycleHook', {
      AutoScalingGroupName: { Ref: Match.stringLikeRegexp(`^${pool}Group`) },
      LifecycleHookName: 'drain',
      LifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
      HeartbeatTimeout: 3600,
      DefaultResult: 'CONTINUE',
    });
  }
});

test('a smaller size takes no machine that nobody has let go, but of those whose loss is safe', () => {
  expect(groupOf('Workers').NewInstancesProtectedFromScaleIn).toBe(true);
  expect(groupOf('CiAmd64').NewInstancesProtectedFromScaleIn).toBe(false);
});

test('the groups are named after cluster and pool, and are found by the pool', () => {
  expect(groupOf('CiAmd64')).toMatchObject({
    AutoScalingGroupName: 'commons-x7k2p-ci-amd64',
    Tags: [{ Key: 'commons-platform/pool', Value: 'ci-amd64', PropagateAtLaunch: false }],
  });
});

test('one pool more touches no other', () => {
  const before = templateOf([spotPool]).toJSON();
  expect(template.toJSON()).toMatchObject(before);
});

test('a zone without a subnet is refused', () => {
  expect(() => templateOf([{ ...workers, zones: ['eu-west-1c'] }])).toThrow(
    'there is no private subnet in eu-west-1c for the machines of workers',
  );
});
