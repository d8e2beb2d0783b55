import { Template } from 'aws-cdk-lib/assertions';
import { parse } from 'yaml';
import { z } from 'zod';
import { cdkContext } from '../../../bin/cdk-context';
import { cloudApp } from '../../../lib/cloud-app';
import { MachinesStack } from '../../../lib/stacks/machines-stack';
import { roleOf } from '../../constructs/identity/policy-evaluation';
import { propertiesOf } from '../../support/stacks';
import { environment, machinesStackProps } from './machines-stack-props';

const { account, region } = environment;
const template = Template.fromStack(
  new MachinesStack(cloudApp({ context: cdkContext() }), 'Machines', machinesStackProps),
);
const of = (start: string, type: string): unknown =>
  Object.entries(propertiesOf(template, type)).find(([id]) => id.startsWith(start))?.[1];

const bootSchema = z.looseObject({
  write_files: z.array(z.looseObject({ path: z.string(), content: z.string() })),
});
const files = (host: string): ReadonlyMap<string, string> => {
  const data = z
    .looseObject({ LaunchTemplateData: z.looseObject({ UserData: z.object({ 'Fn::Base64': z.string() }) }) })
    .parse(of(host, 'AWS::EC2::LaunchTemplate'));
  const boot = bootSchema.parse(parse(data.LaunchTemplateData.UserData['Fn::Base64']));
  return new Map(boot.write_files.map(({ path, content }) => [path, content]));
};
const sshd = '/etc/ssh/sshd_config.d/01-commons.conf';

test('the bastion has no shell, and hands on to hosts by their names', () => {
  const text = files('HostBastionA').get(sshd) ?? '';
  expect(text).toContain('PermitOpen mirror-a.internal.commons.example:22 mirror-b.internal.commons.example:22\n');
  expect(text).toContain('PermitTTY no\nForceCommand /usr/sbin/nologin\n');
  expect([...files('HostBastionA').keys()]).not.toContain('/etc/sudoers.d/commons-people');
});

test('hosts behind it hand on nothing, and keep what is typed as root', () => {
  expect(files('HostMirrorA').get(sshd)).toContain('AllowTcpForwarding no\n');
  expect(files('HostMirrorA').get('/etc/sudoers.d/commons-people')).toContain('log_output');
  expect([...files('HostBuildLab').keys()]).not.toContain(sshd);
});

test('SSH is open from peers to the bastion, and from the bastion to hosts that say so', () => {
  const ingress = z
    .looseObject({ SecurityGroupIngress: z.array(z.looseObject({ FromPort: z.number() })) })
    .parse(of('GroupBastion', 'AWS::EC2::SecurityGroup')).SecurityGroupIngress;
  expect(ingress.map(({ FromPort, CidrIp }) => [FromPort, CidrIp])).toEqual([
    [22, '10.8.0.3/32'],
    [22, '192.168.50.0/24'],
  ]);
  const pairs = Object.values(propertiesOf(template, 'AWS::EC2::SecurityGroupIngress')).map((each) =>
    z
      .looseObject({
        FromPort: z.number(),
        GroupId: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
        SourceSecurityGroupId: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
      })
      .parse(each),
  );
  expect(
    pairs
      .filter(({ FromPort }) => FromPort === 22)
      .map(({ GroupId, SourceSecurityGroupId }) =>
        [SourceSecurityGroupId, GroupId].map((group) => group['Fn::GetAtt'][0].replace(/[0-9A-F]{8}$/, '')),
      ),
  ).toEqual([['GroupBastion', 'GroupMirror']]);
});

test('people are parameters, which hosts with SSH read and no others', () => {
  expect(of('PersonInesOkafor', 'AWS::SSM::Parameter')).toMatchObject({
    Name: '/testing/people/ines-okafor',
    Value: expect.stringContaining('ssh-ed25519 ') as string,
  });
  const reads = (host: string) =>
    roleOf(template, `testing-host-${host}`).allows({
      action: 'ssm:GetParametersByPath',
      resource: `arn:aws:ssm:${region}:${account}:parameter/testing/people`,
    });
  expect(['bastion-a', 'mirror-a', 'gateway-a', 'tunnel-c'].filter(reads)).toEqual(['bastion-a', 'mirror-a']);
});
