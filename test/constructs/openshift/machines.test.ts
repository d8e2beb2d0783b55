import type { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { ignitionPointer } from '../../../constructs/openshift/ignition-pointer';
import { bootstrapping, clusterTemplate, pinned, running } from '../../lib/stacks/cluster-stack-props';
import { propertiesOf } from '../../support/stacks';

const groupId = z
  .object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('GroupId')]) })
  .transform((value) => value['Fn::GetAtt'][0]);
const tags = z
  .array(z.strictObject({ Key: z.string(), Value: z.string() }))
  .transform((list) => Object.fromEntries(list.map(({ Key, Value }) => [Key, Value])));
const tagged = <Type extends string>(type: Type) => z.strictObject({ ResourceType: z.literal(type), Tags: tags });

const templateSchema = z.strictObject({
  LaunchTemplateName: z.string(),
  LaunchTemplateData: z.strictObject({
    ImageId: z.string(),
    InstanceType: z.string(),
    IamInstanceProfile: z.strictObject({ Name: z.string() }),
    UserData: z.strictObject({ 'Fn::Base64': z.string() }),
    EbsOptimized: z.literal(true),
    BlockDeviceMappings: z.tuple([z.unknown()]),
    MetadataOptions: z.unknown(),
    NetworkInterfaces: z.tuple([
      z.strictObject({
        DeviceIndex: z.literal(0),
        SubnetId: z.string(),
        AssociatePublicIpAddress: z.boolean(),
        Groups: z.array(groupId),
        DeleteOnTermination: z.literal(true),
      }),
    ]),
    TagSpecifications: z.tuple([tagged('instance'), tagged('volume')]),
  }),
});
const instanceSchema = z.strictObject({
  LaunchTemplate: z.strictObject({ LaunchTemplateName: z.string(), Version: z.string() }),
  DisableApiTermination: z.boolean(),
});

const instancesOf = (template: Template) =>
  Object.values(propertiesOf(template, 'AWS::EC2::Instance')).map((properties) => instanceSchema.parse(properties));

/** What the machine of a name is started from. */
function machineIn(template: Template, name: string) {
  const found = Object.values(propertiesOf(template, 'AWS::EC2::LaunchTemplate'))
    .map((properties) => templateSchema.parse(properties))
    .find(({ LaunchTemplateName }) => LaunchTemplateName === name);
  const instance = instancesOf(template).find(({ LaunchTemplate }) => LaunchTemplate.LaunchTemplateName === name);
  if (found === undefined || instance === undefined) throw new Error(`there is no machine ${name}`);
  const { NetworkInterfaces, TagSpecifications, UserData, ...data } = found.LaunchTemplateData;
  return {
    ...data,
    instance,
    network: NetworkInterfaces[0],
    tags: TagSpecifications[0].Tags,
    volume: TagSpecifications[1].Tags,
    userData: UserData['Fn::Base64'],
  };
}

const template = clusterTemplate(bootstrapping);
const masters = ['a', 'b', 'c'].map((letter) => ({ letter, name: `commons-x7k2p-master-eu-west-1${letter}` }));
const machines = [...masters.map(({ name }) => name), 'commons-x7k2p-bootstrap'];
const groupsOf = ({ network }: ReturnType<typeof machineIn>) =>
  network.Groups.map((id) => id.replace(/^SecurityGroups|[0-9A-F]{8}$/g, ''));

test('there are three control-plane machines and the bootstrap machine', () => {
  expect(
    instancesOf(template)
      .map(({ LaunchTemplate }) => LaunchTemplate.LaunchTemplateName)
      .sort(),
  ).toEqual([...machines].sort());
  expect(instancesOf(clusterTemplate(running))).toHaveLength(3);
});

test.each(machines)('%s has an encrypted root volume of stated speed that goes with it', (name) => {
  expect(machineIn(template, name).BlockDeviceMappings).toEqual([
    {
      DeviceName: '/dev/xvda',
      Ebs: {
        VolumeType: 'gp3',
        VolumeSize: 120,
        Iops: 4000,
        Throughput: 250,
        Encrypted: true,
        DeleteOnTermination: true,
      },
    },
  ]);
});

test.each(machines)('the metadata of %s is for itself alone, by tokens', (name) => {
  expect(machineIn(template, name).MetadataOptions).toEqual({
    HttpEndpoint: 'enabled',
    HttpTokens: 'required',
    HttpPutResponseHopLimit: 1,
  });
});

test.each(machines)('%s is all in the first version of its template', (name) => {
  expect(machineIn(template, name).instance.LaunchTemplate).toEqual({ LaunchTemplateName: name, Version: '1' });
});

describe.each(masters)('the control-plane machine $name', ({ letter, name }) => {
  const machine = machineIn(template, name);

  test('is in the private subnet of its zone, without a public address', () => {
    expect(machine.network).toMatchObject({ SubnetId: `private-${letter}`, AssociatePublicIpAddress: false });
    expect(groupsOf(machine)).toEqual(['ControlPlane']);
  });

  test('is as it is pinned, with the role of the control plane', () => {
    const { ImageId, InstanceType, IamInstanceProfile } = machine;
    expect({ ImageId, InstanceType }).toEqual({ ImageId: pinned.imageId, InstanceType: pinned.instanceType });
    expect(IamInstanceProfile.Name).toBe('test-control-plane');
  });

  test('asks the cluster for its configuration', () => {
    const { clusterDomain, machineConfigServerCa: certificateAuthority } = running;
    expect(machine.userData).toBe(ignitionPointer({ pool: 'master', clusterDomain, certificateAuthority }));
  });

  test('belongs to the cluster from its launch, and so does its volume', () => {
    const expected = { Name: name, 'kubernetes.io/cluster/commons-x7k2p': 'shared' };
    expect([machine.tags, machine.volume]).toEqual([expected, expected]);
  });

  test('cannot be terminated before somebody lifts that', () => {
    expect(machine.instance.DisableApiTermination).toBe(true);
  });
});

describe('the bootstrap machine', () => {
  const bootstrap = machineIn(template, 'commons-x7k2p-bootstrap');

  test('is on the internet, with its own group and the control plane’s', () => {
    expect(bootstrap.network).toMatchObject({ SubnetId: 'public-a', AssociatePublicIpAddress: true });
    expect(groupsOf(bootstrap)).toEqual(['Bootstrap', 'ControlPlane']);
  });

  test('is private where the API is', () => {
    const { network } = machineIn(clusterTemplate({ ...bootstrapping, api: 'vpc' }), 'commons-x7k2p-bootstrap');
    expect(network).toMatchObject({ SubnetId: 'private-a', AssociatePublicIpAddress: false });
  });

  test('is like the control plane, and is not taken for a node', () => {
    expect(bootstrap).toMatchObject({ ImageId: pinned.imageId, InstanceType: pinned.instanceType });
    expect(bootstrap.tags).toEqual({ Name: 'commons-x7k2p-bootstrap' });
  });

  test('takes its configuration from the bucket, with its own role, and can be removed', () => {
    const object = { bucketName: 'test-bootstrap-111122223333-eu-west-1', key: 'bootstrap.ign' };
    expect(bootstrap.userData).toBe(ignitionPointer({ object }));
    expect(bootstrap.IamInstanceProfile.Name).toBe('test-bootstrap');
    expect(bootstrap.instance.DisableApiTermination).toBe(false);
  });

  test.each([
    [bootstrapping, 'PublicIp'],
    [{ ...bootstrapping, api: 'vpc' } as const, 'PrivateIp'],
  ])('its address is told', (props, attribute) => {
    const outputs: unknown = Object.values(clusterTemplate(props).findOutputs('BootstrapAddress'))[0];
    expect(JSON.stringify(outputs)).toMatch(
      new RegExp(`"Value":{"Fn::GetAtt":\\["BootstrapMachineInstance\\w+","${attribute}"]}`),
    );
  });
});
