import { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { cdkContext } from '../../../bin/cdk-context';
import { cloudApp } from '../../../lib/cloud-app';
import { hostsAlarms, runnerHostSpecs } from '../../../lib/platform/hosts';
import { HostsStack } from '../../../lib/stacks/hosts-stack';
import { roleOf } from '../../constructs/identity/policy-evaluation';
import { load } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';
import { propertiesOf } from '../../support/stacks';

const { environment } = load(fullEnvironment);
const { account, region, zones } = environment;
const stack = new HostsStack(cloudApp({ context: cdkContext() }), 'Hosts', {
  stackName: 'testing-hosts',
  environment: 'testing',
  account,
  region,
  zones,
  vpcId: 'vpc-1',
  vpcBlock: environment.network.block,
  hostsSubnetIds: new Map(zones.map((zone) => [zone, `hosts-${zone}`])),
  key: { alias: 'alias/testing-data', region, account },
  runners: runnerHostSpecs(environment),
});
const template = Template.fromStack(stack);

const propertySchema = z.record(z.string(), z.unknown());
/** Properties of the resource of a type that belongs to a runner. */
const of = (runner: string, type: string) => {
  const found = Object.entries(propertiesOf(template, type)).find(([id]) => id.startsWith(`Runner${runner}`));
  return propertySchema.parse(found?.[1]);
};
const groupOf = (runner: string) => of(runner, 'AWS::AutoScaling::AutoScalingGroup');
const dataOf = (runner: string) => propertySchema.parse(of(runner, 'AWS::EC2::LaunchTemplate').LaunchTemplateData);

test('each runner has hosts, a role, a token and a security group that no other has', () => {
  for (const type of [
    'AWS::AutoScaling::AutoScalingGroup',
    'AWS::EC2::LaunchTemplate',
    'AWS::EC2::SecurityGroup',
    'AWS::IAM::InstanceProfile',
    'AWS::IAM::Role',
    'AWS::SecretsManager::Secret',
  ]) {
    template.resourceCountIs(type, 2);
    expect(of('Builds', type)).not.toEqual(of('Releases', type));
  }
});

test('the image is the architecture’s, the metadata service asks for a session, no address is public, nobody has a key', () => {
  expect(dataOf('Builds')).toMatchObject({
    ImageId: 'ami-0fedcba9876543210',
    MetadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
    NetworkInterfaces: [{ AssociatePublicIpAddress: false }],
    BlockDeviceMappings: [{ Ebs: { VolumeType: 'gp3', VolumeSize: 300, Encrypted: true } }],
  });
  expect(dataOf('Releases')).toMatchObject({ ImageId: 'ami-0123456789abcdef0' });
  expect(dataOf('Builds')).not.toHaveProperty('KeyName');
});

test('nobody may call a host, and it calls nobody over IPv6', () => {
  for (const runner of ['Builds', 'Releases']) {
    const { SecurityGroupIngress, SecurityGroupEgress } = of(runner, 'AWS::EC2::SecurityGroup');
    expect(SecurityGroupIngress).toBeUndefined();
    const out = z.array(z.looseObject({ CidrIp: z.string(), FromPort: z.number(), ToPort: z.number() }));
    expect(out.parse(SecurityGroupEgress).map(({ FromPort, ToPort }) => [FromPort, ToPort])).toEqual(
      [22, 80, 443, 9418].map((port) => [port, port]),
    );
  }
});

describe('the role of a host', () => {
  const builds = roleOf(template, 'testing-runner-host-builds');
  const releases = roleOf(template, 'testing-runner-host-releases');
  const secret = (name: string) => `arn:aws:secretsmanager:${region}:${account}:secret:${name}-AbCdEf`;
  const object = (key: string) => `arn:aws:s3:::testing-runner-cache-${account}-${region}/${key}`;
  const group = (name: string) =>
    `arn:aws:autoscaling:${region}:${account}:autoScalingGroup:0:autoScalingGroupName/testing-runner-host-${name}`;
  const leave = 'autoscaling:TerminateInstanceInAutoScalingGroup';

  test.each([
    ['reads its own token', builds, 'secretsmanager:GetSecretValue', secret('testing/runner-hosts/builds'), true],
    ['reads no other', builds, 'secretsmanager:GetSecretValue', secret('testing/runner-hosts/releases'), false],
    ['reads none of a tenant', releases, 'secretsmanager:GetSecretValue', secret('testing/pad/hedgedoc'), false],
    ['has a part of the cache', builds, 's3:PutObject', object('host-builds/project/1'), true],
    ['has no other part', builds, 's3:GetObject', object('runner-arm64/project/1'), false],
    ['for releases has no cache', releases, 's3:GetObject', object('host-releases/project/1'), false],
    ['lets its host go', builds, 'autoscaling:CompleteLifecycleAction', group('builds'), true],
    ['lets no other go', builds, 'autoscaling:CompleteLifecycleAction', group('releases'), false],
    ['for everybody does not end hosts', builds, leave, group('builds'), false],
    ['for releases ends its own', releases, leave, group('releases'), true],
    ['for releases ends no other', releases, leave, group('builds'), false],
    ['starts nothing', builds, 'ec2:RunInstances', '*', false],
  ])('%s', (_, role, action, resource, allowed) => {
    expect(role.allows({ action, resource })).toBe(allowed);
  });

  test('tells CloudWatch of its runner, and of nothing else', () => {
    const says = (namespace: string) =>
      builds.allows({ action: 'cloudwatch:PutMetricData', context: { 'cloudwatch:namespace': namespace } });
    expect([says('CommonsPlatform/RunnerHosts'), says('AWS/EC2')]).toEqual([true, false]);
  });
});

test('a host is replaced after its time, its successor first, and waits for its jobs', () => {
  expect(groupOf('Builds')).toMatchObject({
    MinSize: '2',
    MaxSize: '2',
    DesiredCapacity: '2',
    MaxInstanceLifetime: 14 * 86400,
    InstanceMaintenancePolicy: { MinHealthyPercentage: 100, MaxHealthyPercentage: 110 },
    VPCZoneIdentifier: zones.map((zone) => `hosts-${zone}`),
  });
  expect(groupOf('Releases')).toMatchObject({ MaxInstanceLifetime: 86400 });
  expect(of('Releases', 'AWS::AutoScaling::LifecycleHook')).toMatchObject({
    LifecycleHookName: 'end-jobs',
    LifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
    HeartbeatTimeout: 7200,
    DefaultResult: 'CONTINUE',
  });
});

test('a deploy replaces no host', () => {
  for (const group of Object.values(template.findResources('AWS::AutoScaling::AutoScalingGroup'))) {
    expect(Object.keys(group)).toEqual(['Type', 'Properties']);
  }
});

test('an alarm tells of a runner that takes no jobs, and of hosts that stay away', () => {
  expect(hostsAlarms(environment).map(({ name, threshold, silence }) => [name, threshold, silence])).toEqual([
    ['runner-host-builds-down', 1, 'wrong'],
    ['runner-host-builds-missing', 2, 'wrong'],
    ['runner-host-releases-down', 1, 'wrong'],
    ['runner-host-releases-missing', 1, 'wrong'],
  ]);
});

test('each job has its share of the smallest type’s memory', () => {
  expect(runnerHostSpecs(environment).map(({ jobs, memoryMiB }) => [jobs, memoryMiB])).toEqual([
    [6, Math.floor((16384 - 1024) / 6)],
    [1, 16384 - 1024],
  ]);
});
