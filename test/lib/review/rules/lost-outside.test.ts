import { exampleManifest, exampleResources } from '../../../../lib/review/example-files';
import { findingLines } from '../../../support/review-files';

/** What pods, groups and subnets that stay may send no more, and from where nobody reaches them any more. */

const told = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) =>
  findingLines({ before, after }).filter((line) => line.includes('no longer'));

describe('pods', () => {
  const namespace = (owner: string) =>
    exampleManifest('it/namespace', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'it', labels: { 'commons-platform/owner': owner } },
    });
  const pods = exampleManifest('it/pods', {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'upload', namespace: 'it' },
    spec: {
      jobTemplate: { spec: { template: { metadata: { labels: { app: 'upload' } }, spec: { containers: [] } } } },
    },
  });
  const policy = (egress: readonly object[]) =>
    exampleManifest('it/policy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'upload', namespace: 'it' },
      spec: { podSelector: {}, policyTypes: ['Egress'], egress },
    });
  const https = { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 443, protocol: 'TCP' }] };
  const lost = (owner: string, after: readonly object[], before: readonly object[] = [https]) =>
    told({ ...namespace(owner), ...pods, ...policy(before) }, { ...namespace(owner), ...pods, ...policy(after) });

  test('of the platform, and of a tenant', () => {
    expect(lost('platform', [])).toEqual([
      expect.stringMatching(/^interrupts: job it\/upload.* may no longer send TCP 443 to /),
    ]);
    expect(lost('pad', [])).toEqual([expect.stringMatching(/^watch: job it\/upload.* may no longer send TCP 443 to /)]);
  });

  test('that could send everything, and now send what they need', () => {
    expect(lost('platform', [https], [{}])).toEqual([expect.stringMatching(/^watch: /)]);
  });

  test('that were reached from outside', () => {
    const door = (ingress: readonly object[]) =>
      exampleManifest('it/policy', {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'upload', namespace: 'it' },
        spec: { podSelector: {}, policyTypes: ['Ingress'], ingress },
      });
    const ssh = { from: [{ ipBlock: { cidr: '198.51.100.0/24' } }], ports: [{ port: 2222, protocol: 'TCP' }] };
    const there = { ...namespace('platform'), ...pods };
    expect(told({ ...there, ...door([ssh]) }, { ...there, ...door([]) })).toEqual([
      expect.stringMatching(/^interrupts: job it\/upload.* can no longer be reached .*2222/),
    ]);
    expect(told({ ...there, ...door([]) }, { ...there, ...door([ssh]) })).toEqual([]);
  });

  test('that still may, and more', () => {
    const other = { ...https, ports: [{ port: 443, endPort: 444, protocol: 'TCP' }] };
    expect(lost('platform', [other])).toEqual([]);
  });
});

test('a security group', () => {
  const rule = (FromPort: number) => ({ IpProtocol: 'tcp', FromPort, ToPort: FromPort, CidrIp: '0.0.0.0/0' });
  const group = (...SecurityGroupEgress: readonly object[]) =>
    exampleResources({
      Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupName: 'hosts', SecurityGroupEgress } },
    });
  expect(told(group(rule(443), rule(53)), group(rule(443)))).toEqual([
    expect.stringMatching(/^interrupts: security group hosts may no longer send TCP 53 to /),
  ]);
  // A group without rules sends everything.
  expect(told(group(), group(rule(443)))).toEqual([
    expect.stringMatching(/^watch: security group hosts may no longer send/),
  ]);
});

test('a network ACL', () => {
  const entry = (more: object) => ({
    Type: 'AWS::EC2::NetworkAclEntry',
    Properties: {
      NetworkAclId: { Ref: 'Acl' },
      RuleNumber: 100,
      Protocol: 6,
      RuleAction: 'allow',
      Egress: true,
      CidrBlock: '0.0.0.0/0',
      PortRange: { From: 443, To: 443 },
      ...more,
    },
  });
  const acl = (entries: Readonly<Record<string, object>>) =>
    exampleResources({
      Subnet: { Type: 'AWS::EC2::Subnet', Properties: { CidrBlock: '10.0.0.0/24' } },
      Acl: { Type: 'AWS::EC2::NetworkAcl', Properties: {} },
      Of: {
        Type: 'AWS::EC2::SubnetNetworkAclAssociation',
        Properties: { SubnetId: { Ref: 'Subnet' }, NetworkAclId: { Ref: 'Acl' } },
      },
      ...entries,
    });
  const both = { Https: entry({}) };
  expect(told(acl(both), acl({}))).toEqual([
    expect.stringMatching(/^interrupts: subnet .* no longer lets TCP 443 out to .*: its network ACL refuses it$/),
  ]);
  const attacker = entry({ RuleNumber: 10, RuleAction: 'deny', CidrBlock: '203.0.113.5/32' });
  expect(told(acl(both), acl({ ...both, Attacker: attacker }))).toEqual([expect.stringMatching(/^watch: subnet /)]);
});
