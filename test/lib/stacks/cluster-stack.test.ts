import type { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { cdkContext } from '../../../bin/cdk-context';
import { cloudApp } from '../../../lib/cloud-app';
import { recreatedTypes, typesWithoutData } from '../../../lib/operations/backup-coverage/no-data';
import { ClusterStack } from '../../../lib/stacks/cluster-stack';
import { propertiesOf } from '../../support/stacks';
import { bootstrapping, clusterTemplate, pinned, running } from './cluster-stack-props';

const resourcesOf = (template: Template) =>
  z.object({ Resources: z.record(z.string(), z.unknown()) }).parse(template.toJSON()).Resources;

/** Which resources come, go and change from one template to another. */
function changes(before: Template, after: Template) {
  const [old, young] = [resourcesOf(before), resourcesOf(after)];
  const text = (value: unknown) => JSON.stringify(value);
  return {
    gone: Object.keys(old)
      .filter((id) => !(id in young))
      .sort(),
    come: Object.keys(young)
      .filter((id) => !(id in old))
      .sort(),
    changed: Object.keys(old)
      .filter((id) => id in young && text(old[id]) !== text(young[id]))
      .sort(),
  };
}

const targetGroups = Object.keys(
  propertiesOf(clusterTemplate(running), 'AWS::ElasticLoadBalancingV2::TargetGroup'),
).sort();
const withoutHash = (ids: readonly string[]) => ids.map((id) => id.replace(/[0-9A-F]{8}$/, ''));

test('the stack cannot be deleted by mistake', () => {
  expect(new ClusterStack(cloudApp({ context: cdkContext() }), 'Cluster', running).terminationProtection).toBe(true);
});

test('it tells the group of the workers', () => {
  const stack = new ClusterStack(cloudApp({ context: cdkContext() }), 'Cluster', running);
  expect(JSON.stringify(stack.resolve(stack.nodeSecurityGroupId))).toMatch(/"SecurityGroupsNode[0-9A-F]{8}","GroupId"/);
});

test('when the control plane runs, the bootstrap machine goes with its group and its targets, and nothing else changes', () => {
  const { gone, come, changed } = changes(clusterTemplate(bootstrapping), clusterTemplate(running));
  expect(withoutHash(gone)).toEqual([
    'BootstrapMachineInstance',
    'BootstrapMachineTemplate',
    'SecurityGroupsBootstrap',
    'SecurityGroupsBootstrapTcp19531FromInstallers2030113829',
    'SecurityGroupsBootstrapTcp19531FromVpc',
    'SecurityGroupsBootstrapTcp22FromInstallers2030113829',
    'SecurityGroupsBootstrapTcp22FromVpc',
  ]);
  expect(come).toEqual([]);
  expect(changed).toEqual(targetGroups);
  expect(Object.keys(clusterTemplate(running).findOutputs('*'))).toEqual([]);
});

test('the target groups lose the bootstrap machine and nothing else', () => {
  const untargeted = (template: Template) =>
    Object.values(propertiesOf(template, 'AWS::ElasticLoadBalancingV2::TargetGroup')).map((properties) => {
      const { Targets, ...rest } = z.looseObject({ Targets: z.array(z.unknown()) }).parse(properties);
      return { rest, targets: Targets.length };
    });
  const [before, after] = [untargeted(clusterTemplate(bootstrapping)), untargeted(clusterTemplate(running))];
  expect(before.map(({ rest, targets }) => ({ rest, targets: targets - 1 }))).toEqual(after);
});

test('no balancer sends anybody to the bootstrap machine once the control plane runs', () => {
  expect(JSON.stringify(clusterTemplate(running).toJSON())).not.toMatch(/bootstrap/i);
});

test('a new generation is one machine: made, put among the targets, and one to go', () => {
  const renewed = {
    ...running.controlPlane,
    'eu-west-1b': { ...pinned, generation: 2, imageId: 'ami-0fedcba9876543210' },
  };
  const { gone, come, changed } = changes(
    clusterTemplate(running),
    clusterTemplate({ ...running, controlPlane: renewed }),
  );
  expect(withoutHash(gone)).toEqual(['ControlPlaneEuWest1bInstance', 'ControlPlaneEuWest1bTemplate']);
  expect(withoutHash(come)).toEqual([
    'ControlPlaneEuWest1bGeneration2Instance',
    'ControlPlaneEuWest1bGeneration2Template',
  ]);
  expect(changed).toEqual(targetGroups);
});

test('a machine and its successor are told apart by name', () => {
  const controlPlane = { ...running.controlPlane, 'eu-west-1b': { ...pinned, generation: 2 } };
  clusterTemplate({ ...running, controlPlane }).hasResourceProperties('AWS::EC2::LaunchTemplate', {
    LaunchTemplateName: 'commons-x7k2p-master-eu-west-1b-2',
  });
});

test.each([
  ['authority of the machine config server', { machineConfigServerCa: 'data:text/plain;charset=utf-8;base64,AAAA' }],
  ['instance profile', { instanceProfiles: { controlPlane: 'another', bootstrap: 'another' } }],
  ['domain', { clusterDomain: 'other.cluster.example' }],
  ['subnet', { privateSubnetIds: new Map([...running.privateSubnetIds].map(([zone]) => [zone, 'another'])) }],
  [
    'image, type or volume without a new generation',
    {
      controlPlane: Object.fromEntries(
        running.zones.map((zone) => [zone, { ...pinned, imageId: 'ami-1', instanceType: 'm7i.large' }]),
      ),
    },
  ],
])('another %s leaves every machine as it is', (_, change) => {
  const before = clusterTemplate(running);
  const after = clusterTemplate({ ...running, ...change });
  const { gone, come, changed } = changes(before, after);
  expect({ gone, come }).toEqual({ gone: [], come: [] });
  expect(changed.length).toBeGreaterThan(0);
  const instances = Object.keys(propertiesOf(before, 'AWS::EC2::Instance'));
  expect(instances).toHaveLength(3);
  expect(changed.filter((id) => instances.includes(id))).toEqual([]);
});

test('the order of the facts means nothing', () => {
  const controlPlane = Object.fromEntries(Object.entries(running.controlPlane).reverse());
  expect(clusterTemplate({ ...running, controlPlane }).toJSON()).toEqual(clusterTemplate(running).toJSON());
});

const recordsOf = (template: Template) =>
  Object.values(propertiesOf(template, 'AWS::Route53::RecordSet')).map((properties) => {
    const { Name, HostedZoneId, Type, AliasTarget } = z
      .strictObject({
        Name: z.string(),
        HostedZoneId: z.string(),
        Type: z.string(),
        AliasTarget: z.strictObject({
          DNSName: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('DNSName')]) }),
          HostedZoneId: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('CanonicalHostedZoneID')]) }),
          EvaluateTargetHealth: z.literal(false),
        }),
      })
      .parse(properties);
    const { DNSName, HostedZoneId: zone } = AliasTarget;
    expect(DNSName['Fn::GetAtt'][0]).toBe(zone['Fn::GetAtt'][0]);
    return `${HostedZoneId} ${Name} ${Type} ${DNSName['Fn::GetAtt'][0].replace(/Balancer[0-9A-F]+$/, '')}`;
  });

const inside = [
  'Z2PRIVATE api.commons.cluster.example A InternalApi',
  'Z2PRIVATE api-int.commons.cluster.example A InternalApi',
];

test.each([
  ['open to peers', running, ['Z1PUBLIC api.commons.cluster.example A ExternalApi', ...inside]],
  ['closed', { ...running, api: 'vpc' } as const, inside],
])('the names of an API that is %s', (_, props, records) => {
  expect(recordsOf(clusterTemplate(props)).sort()).toEqual([...records].sort());
});

test.each([
  [
    'a machine',
    { privateSubnetIds: new Map() },
    'there is no private subnet in eu-west-1a for its control-plane machine',
  ],
  [
    'the bootstrap machine',
    { publicSubnetIds: new Map() },
    'there is no subnet in eu-west-1a for the bootstrap machine',
  ],
])('%s without a subnet is refused', (_, change, message) => {
  expect(() => clusterTemplate({ ...bootstrapping, ...change })).toThrow(message);
});

test('a closed API has a way in for those whom AWS lets in, with the bootstrap machine and without it', () => {
  for (const props of [bootstrapping, running]) {
    const template = clusterTemplate({ ...props, api: 'vpc' });
    template.hasResourceProperties('AWS::EC2::InstanceConnectEndpoint', {
      SubnetId: 'private-a',
      PreserveClientIp: false,
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupEgress: [
        { CidrIp: '10.0.0.0/16', IpProtocol: 'tcp', FromPort: 22, ToPort: 22, Description: 'SSH to machines' },
      ],
    });
    expect(Object.keys(propertiesOf(clusterTemplate(props), 'AWS::EC2::InstanceConnectEndpoint'))).toEqual([]);
  }
});

test('whether data is backed up can be told of a closed cluster too', () => {
  const types = Object.values(
    z
      .record(z.string(), z.looseObject({ Type: z.string() }))
      .parse(resourcesOf(clusterTemplate({ ...bootstrapping, api: 'vpc' }))),
  ).map(({ Type }) => Type);
  const unknown = types.filter(
    (type) => !(type in recreatedTypes) && !typesWithoutData.some((start) => type.startsWith(start)),
  );
  expect(unknown).toEqual([]);
});

test('a closed API without a private subnet is refused', () => {
  const props = { ...running, api: 'vpc', privateSubnetIds: new Map(), controlPlane: {} } as const;
  expect(() => clusterTemplate(props)).toThrow('there is no private subnet for the way to its machines');
});

test('machines and their disks carry the tags of the stack besides their own', () => {
  const template = clusterTemplate({ ...running, tags: { owner: 'library' } });
  const specification = (type: string) => ({
    ResourceType: type,
    Tags: [
      { Key: 'owner', Value: 'library' },
      { Key: 'Name', Value: 'commons-x7k2p-master-eu-west-1a' },
      { Key: 'kubernetes.io/cluster/commons-x7k2p', Value: 'shared' },
    ],
  });
  template.hasResourceProperties('AWS::EC2::LaunchTemplate', {
    LaunchTemplateData: { TagSpecifications: [specification('instance'), specification('volume')] },
  });
});
