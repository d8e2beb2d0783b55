import { PortBalancer, type PortBalancerProps } from '../../../constructs/network/port-balancer';
import type { ForwardedPort } from '../../../constructs/network/forwarded-port';
import { propertiesOf, templateOf } from '../../support/stacks';

const port = (change: Partial<ForwardedPort> = {}): ForwardedPort => ({
  id: 'Port2222',
  port: 2222,
  protocol: 'TCP',
  nodePort: 30859,
  description: 'forge/web ssh',
  clientAddress: 'hidden',
  ...change,
});

const render = (ports: readonly ForwardedPort[], change: Partial<PortBalancerProps> = {}) =>
  templateOf((stack) => {
    new PortBalancer(stack, 'Ports', {
      name: 'test-ports',
      purpose: 'Ports of tenants',
      addressFamily: 'ipv4',
      vpcId: 'vpc-1',
      publicSubnetIds: new Map([
        ['us-east-1a', 'subnet-a'],
        ['us-east-1b', 'subnet-b'],
      ]),
      machinesGroupName: 'test-ports-machines',
      ports,
      unlogged: 'The tests log nothing',
      open: 'The tests are for everybody',
      ...change,
    });
  });

const targetsOf = (change: Partial<ForwardedPort>) => {
  const [targets] = Object.values(propertiesOf(render([port(change)]), 'AWS::ElasticLoadBalancingV2::TargetGroup'));
  return JSON.stringify(targets);
};

test('ports come in on addresses that stay, each to its node port', () => {
  const template = render([port(), port({ id: 'Port22', port: 22, nodePort: 30722 })]);
  template.allResources('AWS::EC2::EIP', { DeletionPolicy: 'RetainExceptOnCreate' });
  template.resourceCountIs('AWS::EC2::EIP', 2);
  for (const [outside, nodePort] of [
    [2222, 30859],
    [22, 30722],
  ]) {
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', { Port: outside, Protocol: 'TCP' });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      Port: nodePort,
      TargetType: 'instance',
    });
  }
});

test('machines take the node ports from the balancer alone, whose address clients of UDP keep', () => {
  const template = render([port({ protocol: 'UDP' })]);
  const groups = Object.values(propertiesOf(template, 'AWS::EC2::SecurityGroup')).map((group) => JSON.stringify(group));
  expect(groups.filter((group) => group.includes('"CidrIp":"0.0.0.0/0"'))).toHaveLength(1);
  const rules = Object.values(propertiesOf(template, 'AWS::EC2::SecurityGroupIngress'));
  expect(rules).toMatchObject([
    { IpProtocol: 'udp', FromPort: 30859, ToPort: 30859 },
    { IpProtocol: 'tcp', FromPort: 10256, ToPort: 10256 },
  ]);
  for (const rule of rules) expect(rule).toHaveProperty('SourceSecurityGroupId');
});

test('a port of UDP is healthy where the machine passes traffic on, and one of TCP where it answers', () => {
  expect(targetsOf({ protocol: 'UDP' })).toContain('"HealthCheckPath":"/healthz","HealthCheckPort":"10256"');
  for (const protocol of ['TCP', 'TCP_UDP'] as const) {
    expect(targetsOf({ protocol })).toContain('"HealthCheckProtocol":"TCP"');
    expect(targetsOf({ protocol })).not.toContain('HealthCheckPort');
  }
});

test('the address of a client goes on as the port asks, and AWS is told nothing of UDP', () => {
  const preserve = '{"Key":"preserve_client_ip.enabled","Value":"false"}';
  const proxy = '{"Key":"proxy_protocol_v2.enabled","Value":"true"}';
  expect(targetsOf({})).toContain(preserve);
  expect(targetsOf({})).not.toContain(proxy);
  expect(targetsOf({ clientAddress: 'proxy-protocol' })).toContain(proxy);
  for (const protocol of ['UDP', 'TCP_UDP'] as const) expect(targetsOf({ protocol })).not.toContain('preserve');
});

test('a number with both protocols has one listener, and a rule for each', () => {
  const template = render([port({ protocol: 'TCP_UDP' })]);
  template.resourceCountIs('AWS::ElasticLoadBalancingV2::Listener', 1);
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', { Protocol: 'TCP_UDP' });
  const rules = propertiesOf(template, 'AWS::EC2::SecurityGroupIngress');
  expect(Object.values(rules)).toMatchObject([{ IpProtocol: 'tcp' }, { IpProtocol: 'udp' }]);
});

test('on IPv6, UDP needs a prefix of each subnet', () => {
  const balancer = (protocol: ForwardedPort['protocol']) =>
    Object.values(
      propertiesOf(
        render([port({ protocol })], { addressFamily: 'dual-stack' }),
        'AWS::ElasticLoadBalancingV2::LoadBalancer',
      ),
    )[0];
  expect(balancer('UDP')).toMatchObject({
    IpAddressType: 'dualstack',
    EnablePrefixForIpv6SourceNat: 'on',
    SubnetMappings: [{ SourceNatIpv6Prefix: 'auto_assigned' }, { SourceNatIpv6Prefix: 'auto_assigned' }],
  });
  expect(JSON.stringify(balancer('TCP'))).not.toContain('Prefix');
  const groups = propertiesOf(render([port()], { addressFamily: 'dual-stack' }), 'AWS::EC2::SecurityGroup');
  expect(JSON.stringify(groups)).toContain('"CidrIpv6":"::/0"');
});

test('without ports nothing comes in and nothing goes out', () => {
  const template = render([]);
  const groups = JSON.stringify(propertiesOf(template, 'AWS::EC2::SecurityGroup'));
  expect(groups).not.toContain('0.0.0.0/0');
  expect(groups.match(/127\.0\.0\.1\/32/g)).toHaveLength(2);
});

test('a balancer whose name AWS would refuse is refused here', () => {
  expect(() => render([], { name: 'a-name-that-is-longer-than-aws-takes' })).toThrow('shorten it');
});
