import { Template } from 'aws-cdk-lib/assertions';
import { parse } from 'yaml';
import { z } from 'zod';
import { cdkContext } from '../../../bin/cdk-context';
import { cloudApp } from '../../../lib/cloud-app';
import { hostMachineAlarms, hostSpecs } from '../../../lib/platform/machines';
import { MachinesStack } from '../../../lib/stacks/machines-stack';
import { roleOf } from '../../constructs/identity/policy-evaluation';
import { changed, load } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';
import { propertiesOf } from '../../support/stacks';
import { environment, machinesStackProps } from './machines-stack-props';

const { account, region } = environment;
const stack = new MachinesStack(cloudApp({ context: cdkContext() }), 'Machines', machinesStackProps);
const template = Template.fromStack(stack);

const propertySchema = z.record(z.string(), z.unknown());
/** Properties of the resource of a type whose id begins so. */
const of = (start: string, type: string) => {
  const found = Object.entries(propertiesOf(template, type)).find(([id]) => id.startsWith(start));
  return propertySchema.parse(found?.[1]);
};
const dataSchema = z.looseObject({ LaunchTemplateData: z.looseObject({}) });
const dataOf = (start: string) => dataSchema.parse(of(start, 'AWS::EC2::LaunchTemplate')).LaunchTemplateData;

describe('what outlives a machine', () => {
  test.each(['AWS::EC2::Volume', 'AWS::EC2::NetworkInterface', 'AWS::EC2::EIP'])('%s stays', (type) => {
    const found = Object.values(template.findResources(type));
    expect(found).not.toEqual([]);
    for (const resource of found)
      expect(resource).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });

  test('no disk and no address is attached by the template, so that none stands in the way of another machine', () => {
    template.resourceCountIs('AWS::EC2::VolumeAttachment', 0);
    expect(of('HostTunnelC', 'AWS::EC2::EIPAssociation')).not.toHaveProperty('InstanceId');
  });

  test('a disk says which machine has it where, and how it is copied', () => {
    expect(of('HostMirrorADiskFiles', 'AWS::EC2::Volume')).toMatchObject({
      AvailabilityZone: 'us-east-1a',
      VolumeType: 'gp3',
      Size: 500,
      Encrypted: true,
      KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/disks',
      Tags: [
        { Key: 'commons-platform/backup', Value: 'weekly' },
        { Key: 'commons-platform/host', Value: 'mirror-a' },
        { Key: 'commons-platform/path', Value: '/srv/mirror' },
        { Key: 'Name', Value: 'testing-host-mirror-a-files' },
      ],
    });
    expect(of('HostTunnelCDiskState', 'AWS::EC2::Volume')).toMatchObject({ SnapshotId: 'snap-0123456789abcdef0' });
  });
});

describe('a host that is replaced', () => {
  test('is the one machine of a group, with the interface of before, and its system goes with it', () => {
    expect(of('HostMirrorAGroup', 'AWS::AutoScaling::AutoScalingGroup')).toMatchObject({
      AvailabilityZones: ['us-east-1a'],
      MinSize: '1',
      MaxSize: '1',
      InstanceMaintenancePolicy: { MinHealthyPercentage: 0, MaxHealthyPercentage: 100 },
    });
    expect(of('HostMirrorAGroup', 'AWS::AutoScaling::AutoScalingGroup')).not.toHaveProperty('VPCZoneIdentifier');
    expect(dataOf('HostMirrorATemplate')).toMatchObject({
      ImageId: 'ami-0123456789abcdef1',
      InstanceType: 't4g.medium',
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
      NetworkInterfaces: [
        { DeviceIndex: 0, DeleteOnTermination: false, NetworkInterfaceId: { Ref: expect.any(String) as string } },
      ],
      BlockDeviceMappings: [
        { DeviceName: '/dev/xvda', Ebs: { Encrypted: true, VolumeSize: 30, DeleteOnTermination: true } },
      ],
    });
    expect(dataOf('HostMirrorATemplate')).not.toHaveProperty('KeyName');
  });

  test('is not touched by a deploy', () => {
    for (const group of Object.values(template.findResources('AWS::AutoScaling::AutoScalingGroup'))) {
      const keys = Object.keys(group).filter((key) => key !== 'DependsOn');
      expect(keys.sort()).toEqual(['Properties', 'Type']);
    }
  });
});

test('a host that is kept is pinned to the template of its generation, and its system stays and has backups', () => {
  expect(of('HostTunnelC', 'AWS::EC2::Instance')).toEqual({
    LaunchTemplate: { LaunchTemplateName: 'testing-host-tunnel-c-2', Version: '1' },
    DisableApiTermination: true,
  });
  expect(dataOf('HostTunnelC')).toMatchObject({
    BlockDeviceMappings: [
      {
        DeviceName: '/dev/sda1',
        Ebs: { KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/disks', DeleteOnTermination: false },
      },
    ],
  });
  const tags = z
    .array(z.looseObject({ ResourceType: z.string(), Tags: z.array(z.unknown()) }))
    .parse(dataOf('HostTunnelC').TagSpecifications);
  const daily = { Key: 'commons-platform/backup', Value: 'daily' };
  expect(tags.map((each) => each.Tags.some((tag) => JSON.stringify(tag) === JSON.stringify(daily)))).toEqual([
    false,
    true,
  ]);
});

describe('the security group of a host', () => {
  const rules = (start: string, direction: string) =>
    z
      .array(z.looseObject({ IpProtocol: z.string(), FromPort: z.number(), ToPort: z.number() }))
      .parse(of(start, 'AWS::EC2::SecurityGroup')[`SecurityGroup${direction}`])
      .map(({ IpProtocol, FromPort, ToPort, CidrIp, CidrIpv6 }) =>
        [IpProtocol, FromPort, ToPort, CidrIp ?? CidrIpv6].join(' '),
      );

  test('lets in who is named', () => {
    const fromPeers = /10\.8\.|fd5c:/;
    expect(rules('GroupMirror', 'Ingress').filter((rule) => !fromPeers.test(rule))).toEqual([
      ...['10.0.0.0/20', '10.0.32.0/20', '10.0.64.0/20', '10.0.96.0/20'].map((block) => `tcp 873 873 ${block}`),
      'tcp 9100 9100 10.0.32.0/24',
      ...['10.0.16.0/22', '10.0.48.0/22', '10.0.80.0/22', '10.0.112.0/22'].map((block) => `tcp 8080 8080 ${block}`),
    ]);
    expect(rules('GroupTunnel', 'Ingress')).toEqual([
      ...['0.0.0.0/0', '::/0'].map((block) => `udp 4500 4501 ${block}`),
      // It is kept, so the cluster reads its metrics.
      ...['10.0.0.0/20', '10.0.32.0/20', '10.0.64.0/20', '10.0.96.0/20'].map((block) => `tcp 9100 9100 ${block}`),
    ]);
  });

  test('lets out to what every host needs, and to what is named', () => {
    expect(rules('GroupTunnel', 'Egress')).toEqual([
      ...['443', '80'].flatMap((port) => ['0.0.0.0/0', '::/0'].map((block) => `tcp ${port} ${port} ${block}`)),
      'tcp 6514 6514 10.0.0.0/16',
      'udp 5000 5010 192.0.2.0/24',
    ]);
  });

  test('lets another host in by a rule on both sides', () => {
    const pair = { IpProtocol: 'tcp', FromPort: 873, ToPort: 873, Description: 'The other site copies them too' };
    for (const type of ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'])
      expect(Object.values(propertiesOf(template, type))).toContainEqual(expect.objectContaining(pair));
  });
});

describe('the role of a machine', () => {
  const role = roleOf(template, 'testing-host-mirror-a');
  const ec2 = (kind: string) => `arn:aws:ec2:${region}:${account}:${kind}/x`;
  const ofHost = (machine: string) => ({ 'aws:ResourceTag/commons-platform/host': machine });
  const secret = (name: string) => `arn:aws:secretsmanager:${region}:${account}:secret:${name}-AbCdEf`;
  const bucket = `arn:aws:s3:::testing-hosts-${account}-${region}`;

  test.each([
    ['attaches its own disks', 'ec2:AttachVolume', ec2('volume'), ofHost('mirror-a'), true],
    ['attaches no disk of another', 'ec2:AttachVolume', ec2('volume'), ofHost('mirror-b'), false],
    ['attaches no disk without a tag', 'ec2:AttachVolume', ec2('volume'), {}, false],
    ['takes no disk off', 'ec2:DetachVolume', ec2('volume'), ofHost('mirror-a'), false],
    ['changes no tags', 'ec2:CreateTags', ec2('volume'), ofHost('mirror-a'), false],
    ['reads its secrets', 'secretsmanager:GetSecretValue', secret('testing/hosts/mirror/upstream-password'), {}, true],
    ['reads none of another', 'secretsmanager:GetSecretValue', secret('testing/hosts/tunnel/key'), {}, false],
    ['reads its folder', 's3:GetObject', `${bucket}/mirror/list`, {}, true],
    ['writes nothing there', 's3:PutObject', `${bucket}/mirror/list`, {}, false],
    ['reads no other folder', 's3:GetObject', `${bucket}/tunnel/list`, {}, false],
    ['opens sessions', 'ssmmessages:OpenDataChannel', '*', {}, true],
    ['reads no parameters', 'ssm:GetParameter', '*', {}, false],
  ])('%s', (_, action, resource, context, allowed) => {
    expect(role.allows({ action, resource, context })).toBe(allowed);
  });
});

describe('user data', () => {
  const bootSchema = z.looseObject({
    packages: z.array(z.string()),
    runcmd: z.array(z.string()),
    write_files: z.array(z.looseObject({ path: z.string(), content: z.string() })),
  });
  const boot = (start: string) => {
    const { UserData } = z.looseObject({ UserData: z.object({ 'Fn::Base64': z.string() }) }).parse(dataOf(start));
    expect(UserData['Fn::Base64'].startsWith('#cloud-config\n')).toBe(true);
    return bootSchema.parse(parse(UserData['Fn::Base64']));
  };
  const contentOf = (start: string, path: string) =>
    boot(start).write_files.find((file) => file.path === path)?.content;

  test('has the words of its system', () => {
    expect(boot('HostMirrorATemplate').runcmd).toContain('apt-get --assume-yes install /run/amazon-ssm-agent.deb');
    expect(boot('HostTunnelC').runcmd).toContainEqual(
      expect.stringMatching(
        /^dnf --assumeyes install https:\/\/s3\.us-east-1\.amazonaws\.com\/.*\/linux_amd64\/.*\.rpm$/,
      ),
    );
    expect(boot('HostMirrorATemplate').packages).toEqual(['curl', 'rsyslog', 'rsyslog-openssl', 'sudo', 'rsync']);
    expect(boot('HostTunnelC').packages).toEqual(['ansible-core', 'git', 'gnupg2']);
  });

  test('starts the agent that an image has, where it has one', () => {
    const text = changed(
      fullEnvironment['environment.yaml'] ?? '',
      'Pulls the mirrors of other communities every night\n      image: { system: debian,',
      'Pulls the mirrors of other communities every night\n      image: { system: ubuntu,',
    );
    const [mirror] = hostSpecs(
      load({ ...fullEnvironment, 'environment.yaml': text }).environment,
      'Z0EXAMPLE123COMMONS45',
    );
    const { runcmd } = bootSchema.parse(parse(mirror?.machines[0]?.userData ?? ''));
    expect(runcmd).toContain('snap start --enable amazon-ssm-agent');
    expect(runcmd.join()).not.toContain('amazon-ssm-agent.deb');
  });

  test('runs commands after disks and secrets are there', () => {
    const { runcmd } = boot('HostMirrorATemplate');
    expect(runcmd.at(-1)).toBe('systemctl enable --now rsync');
    expect(runcmd.slice(0, -1)).toContain('systemctl enable --now commons-host.service');
  });

  test('a host that is kept converges, at last and in turn, by the keys of engineers', () => {
    expect(boot('HostTunnelC').runcmd.slice(-2)).toEqual([
      'systemctl enable --now commons-converge.timer',
      'systemctl start --no-block commons-converge.service',
    ]);
    expect(contentOf('HostTunnelC', '/etc/commons-converge.conf')).toBe(`machine='tunnel-c'
urls='https://git.example/commons/platform.git https://gitlab.commons.example/platform.git'
token_for='https://gitlab.commons.example/platform.git'
branch='delivered/testing'
folder='rendered/testing/hosts'
keys='environments/testing/signing-keys'
signers='F5F86612B66FEDA7E3BB6896BD1D429FB5195437'
`);
    expect(contentOf('HostTunnelC', '/etc/systemd/system/commons-converge.timer')).toContain('OnCalendar=*:5\n');
    // Roles send its journal.
    expect(contentOf('HostTunnelC', '/etc/rsyslog.d/60-commons-platform.conf')).toBeUndefined();
    expect(contentOf('HostMirrorATemplate', '/usr/local/sbin/commons-converge')).toBeUndefined();
  });

  test('names secrets, and has none', () => {
    expect(JSON.parse(contentOf('HostMirrorATemplate', '/etc/commons-host.json') ?? '')).toEqual({
      machine: 'mirror-a',
      secrets: { 'upstream-password': 'testing/hosts/mirror/upstream-password' },
      namespace: 'CommonsPlatform/Hosts',
      people: '/testing/people',
    });
  });

  test('logs go to the receiver of the cluster', () => {
    expect(contentOf('HostMirrorATemplate', '/etc/rsyslog.d/60-commons-platform.conf')).toContain(
      'target="syslog.commons.openshift.commons.example" port="6514"',
    );
  });
});

test('names in the private zone are those of the host and of its machines', () => {
  const records = Object.values(propertiesOf(template, 'AWS::Route53::RecordSet')).map((each) =>
    z.looseObject({ Name: z.string(), ResourceRecords: z.array(z.unknown()) }).parse(each),
  );
  expect(records.map(({ Name, ResourceRecords }) => [Name, ResourceRecords.length])).toEqual([
    ['mirror.internal.commons.example.', 2],
    ['mirror-a.internal.commons.example.', 1],
    ['mirror-b.internal.commons.example.', 1],
    ['tunnel.internal.commons.example.', 1],
    ['tunnel-c.internal.commons.example.', 1],
  ]);
});

test('alarms tell of a machine that does not report, of a full disk, and of what EC2 finds', () => {
  const alarms = hostMachineAlarms(stack.watched);
  expect(alarms).toHaveLength(21);
  expect(alarms.slice(0, 3).map(({ name, silence, section }) => [name, silence, section])).toEqual([
    ['host-mirror-a-not-ready', 'wrong', 'host-not-ready'],
    ['host-mirror-a-disk', 'fine', 'host-disk-full'],
    ['host-mirror-a-impaired', 'fine', 'host-impaired'],
  ]);
  expect(hostMachineAlarms()).toEqual([]);
});

test('public addresses are published by machine', () => {
  expect(Object.keys(template.findOutputs('HostAddresses'))).toEqual(['HostAddresses']);
});

test('a public machine of a dual-stack host has an IPv6 address that stays with its interface', () => {
  expect(of('HostTunnelC', 'AWS::EC2::NetworkInterface')).toMatchObject({
    Ipv6AddressCount: 1,
    EnablePrimaryIpv6: true,
  });
  expect(of('HostMirrorA', 'AWS::EC2::NetworkInterface')).not.toHaveProperty('Ipv6AddressCount');
  template.hasOutput('HostIpv6Addresses', {});
});
