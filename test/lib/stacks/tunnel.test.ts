import { Template } from 'aws-cdk-lib/assertions';
import { parse } from 'yaml';
import { z } from 'zod';
import { cdkContext } from '../../../bin/cdk-context';
import { cloudApp } from '../../../lib/cloud-app';
import { tunnelAlarmSpecs, tunnelSpec } from '../../../lib/platform/tunnel';
import { MachinesStack } from '../../../lib/stacks/machines-stack';
import { roleOf } from '../../constructs/identity/policy-evaluation';
import { changed, load } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';
import { propertiesOf } from '../../support/stacks';
import { environment, machinesStackProps } from './machines-stack-props';

const { account, region } = environment;
const template = Template.fromStack(
  new MachinesStack(cloudApp({ context: cdkContext() }), 'Machines', machinesStackProps),
);

const of = (start: string, type: string): object => {
  const found = Object.entries(propertiesOf(template, type)).find(([id]) => id.startsWith(start));
  return z.looseObject({}).parse(found?.[1]);
};

describe('what the gateways hand on', () => {
  test('an address that stays, which no template gives to one of them', () => {
    const [address] = Object.entries(template.findResources('AWS::EC2::EIP')).filter(([id]) => id.startsWith('Tunnel'));
    expect(address?.[1]).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    const held = JSON.stringify(template.findResources('AWS::EC2::EIPAssociation'));
    expect(held).not.toContain(address?.[0]);
  });

  test('routes of every peer in every route table', () => {
    const routes = Object.values(propertiesOf(template, 'AWS::EC2::Route')).map((route) =>
      z
        .looseObject({
          RouteTableId: z.string(),
          DestinationCidrBlock: z.string().optional(),
          DestinationIpv6CidrBlock: z.string().optional(),
        })
        .parse(route),
    );
    const blocks = ['10.8.0.2/32', 'fd5c:71b2:9e0a:8::2/128', '10.8.0.3/32', '192.168.50.0/24'];
    const tables = [...machinesStackProps.routeTableIds.values()];
    expect(
      routes
        .map((route) => `${route.RouteTableId} ${route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? ''}`)
        .sort(),
    ).toEqual(tables.flatMap((table) => blocks.map((block) => `${table} ${block}`)).sort());
  });

  test('interfaces that forward, each with a second address for the kept one, and with IPv6 for its routes', () => {
    for (const id of ['HostGatewayA', 'HostGatewayB'])
      expect(of(id, 'AWS::EC2::NetworkInterface')).toMatchObject({
        SourceDestCheck: false,
        SecondaryPrivateIpAddressCount: 1,
        Ipv6AddressCount: 1,
      });
    expect(of('HostMirrorA', 'AWS::EC2::NetworkInterface')).not.toHaveProperty('SourceDestCheck');
  });
});

describe('the parameters that they read', () => {
  const parameters = Object.values(propertiesOf(template, 'AWS::SSM::Parameter'))
    .map((each) => z.looseObject({ Name: z.string(), Value: z.unknown() }).parse(each))
    .filter(({ Name }) => Name.startsWith('/testing/wireguard/'));

  test('are the program, the tunnel and the peers', () => {
    expect(parameters.map(({ Name }) => Name).sort()).toEqual(
      ['peers/monitoring', 'peers/office', 'program/gateway', 'program/link', 'program/plan', 'tunnel'].map(
        (part) => `/testing/wireguard/${part}`,
      ),
    );
  });

  test('have room for each of them', () => {
    for (const { Value } of parameters) expect(JSON.stringify(Value).length).toBeLessThan(8192);
  });

  test('say of a peer what it may call, where it is, and whom it asks for names', () => {
    const peer = (name: string): unknown =>
      JSON.parse(z.string().parse(parameters.find(({ Name }) => Name.endsWith(`peers/${name}`))?.Value));
    const machines = ['10.0.0.0/20', '10.0.32.0/20', '10.0.64.0/20', '10.0.96.0/20'];
    expect(peer('monitoring')).toMatchObject({
      allowed: ['10.8.0.2/32', 'fd5c:71b2:9e0a:8::2/128'],
      endpoint: '203.0.113.9:51821',
      reaches: [
        { blocks: machines, protocol: 'tcp', port: 6443 },
        { blocks: ['10.0.20.0/22', '10.0.52.0/22'], protocol: 'tcp', port: 9101 },
        { blocks: ['10.0.20.0/22', '10.0.52.0/22'], protocol: 'tcp', port: 873 },
      ],
    });
    expect(peer('office')).toMatchObject({
      resolver: '10.0.0.2',
      answers: [
        { blocks: machines, protocol: 'tcp', port: 636 },
        { blocks: ['10.0.20.0/22', '10.0.52.0/22'], protocol: 'udp', port: 873 },
        // Its name servers, which `resolver` names.
        { blocks: machines, protocol: 'udp', port: 53 },
        { blocks: machines, protocol: 'tcp', port: 53 },
      ],
    });
    expect(peer('office')).not.toHaveProperty('endpoint');
  });

  test('say of a peer of the directory the ports of what it is there, a member or a reader', () => {
    const reaches = z.object({
      reaches: z.array(z.object({ blocks: z.array(z.string()), protocol: z.string(), port: z.number() })),
    });
    const portsAs = (as: string) => {
      const text = changed(
        fullEnvironment['environment.yaml'] ?? '',
        '[192.168.50.0/25] }, as: member',
        `[192.168.50.0/25] }, as: ${as}`,
      );
      const { environment: changedOne } = load({ ...fullEnvironment, 'environment.yaml': text });
      const spec = tunnelSpec(changedOne)?.peers.find(({ name }) => name === 'office');
      return reaches
        .parse(spec)
        .reaches.flatMap(({ blocks, protocol, port }) =>
          blocks.includes('10.0.56.10/32') ? [`${protocol} ${port} ${blocks.join(' ')}`] : [],
        );
    };
    const replicas = '10.0.56.10/32 10.0.120.10/32';
    expect(portsAs('reader')).toEqual([`tcp 636 ${replicas}`]);
    expect(portsAs('member')).toEqual(
      ['tcp 80', 'tcp 443', 'tcp 389', 'tcp 636', 'tcp 88', 'udp 88', 'tcp 464', 'udp 464'].map(
        (port) => `${port} ${replicas}`,
      ),
    );
  });
});

test('the first boot of a gateway has its start, its unit and no key', () => {
  const data = z
    .looseObject({ LaunchTemplateData: z.looseObject({ UserData: z.object({ 'Fn::Base64': z.string() }) }) })
    .parse(of('HostGatewayA', 'AWS::EC2::LaunchTemplate'));
  const boot = z
    .looseObject({
      packages: z.array(z.string()),
      write_files: z.array(z.looseObject({ path: z.string(), content: z.string() })),
    })
    .parse(parse(data.LaunchTemplateData.UserData['Fn::Base64']));
  expect(boot.packages).toEqual(expect.arrayContaining(['wireguard-tools', 'nftables']));
  const paths = boot.write_files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining(['/usr/local/sbin/commons-gateway', '/etc/systemd/system/commons-gateway.service']),
  );
  expect(boot.write_files.find(({ path }) => path === '/etc/commons-host.json')?.content).toContain(
    '"wireguard": "testing/hosts/gateway/wireguard"',
  );
});

describe('the role of a gateway', () => {
  const role = roleOf(template, 'testing-host-gateway-a');
  const ec2 = (kind: string, id = 'x') => `arn:aws:ec2:${region}:${account}:${kind}/${id}`;
  const ofPair = (name: string) => ({ 'aws:ResourceTag/commons-platform/gateway': name });
  const pair = ofPair('testing-host-gateway');
  const parameter = (path: string) => `arn:aws:ssm:${region}:${account}:parameter/testing${path}`;

  test.each([
    ['takes its address', 'ec2:AssociateAddress', ec2('elastic-ip'), pair, true],
    ['takes it to an interface of the pair', 'ec2:AssociateAddress', ec2('network-interface'), pair, true],
    ['takes no other address', 'ec2:AssociateAddress', ec2('elastic-ip'), ofPair('other'), false],
    ['gives it to no other interface', 'ec2:AssociateAddress', ec2('network-interface'), {}, false],
    ['ends the association that it saw', 'ec2:DisassociateAddress', ec2('elastic-ip'), pair, true],
    ['releases no address', 'ec2:ReleaseAddress', ec2('elastic-ip'), pair, false],
    ['leads routes to itself', 'ec2:ReplaceRoute', ec2('route-table', 'rtb-public'), {}, true],
    ['changes no other route table', 'ec2:ReplaceRoute', ec2('route-table', 'rtb-other'), {}, false],
    ['makes no route', 'ec2:CreateRoute', ec2('route-table', 'rtb-public'), {}, false],
    ['reads its peers', 'ssm:GetParametersByPath', parameter('/wireguard/peers'), {}, true],
    ['reads no other parameter', 'ssm:GetParametersByPath', parameter('/other'), {}, false],
    ['writes no parameter', 'ssm:PutParameter', parameter('/wireguard/peers'), {}, false],
  ])('%s', (_, action, resource, context, allowed) => {
    expect(role.allows({ action, resource, context })).toBe(allowed);
  });

  test('no other host moves the address', () => {
    expect(
      roleOf(template, 'testing-host-mirror-a').allows({
        action: 'ec2:AssociateAddress',
        resource: ec2('elastic-ip'),
        context: pair,
      }),
    ).toBe(false);
  });
});

describe('security groups', () => {
  const rules = (start: string, direction: string) =>
    z
      .array(z.looseObject({ IpProtocol: z.string(), FromPort: z.number(), ToPort: z.number() }))
      .parse(z.looseObject({}).parse(of(start, 'AWS::EC2::SecurityGroup'))[`SecurityGroup${direction}`])
      .map(({ IpProtocol, FromPort, ToPort, CidrIp, CidrIpv6 }) =>
        [IpProtocol, FromPort, ToPort, CidrIp ?? CidrIpv6].join(' '),
      );

  test('of the gateways let in the tunnel, because of a peer that moves, and what the cluster calls there', () => {
    expect(rules('GroupGateway', 'Ingress')).toEqual([
      'udp 51820 51820 0.0.0.0/0',
      ...['tcp 636 636', 'udp 53 53', 'tcp 53 53'].flatMap((port) =>
        ['10.0.0.0/20', '10.0.32.0/20', '10.0.64.0/20', '10.0.96.0/20'].map((block) => `${port} ${block}`),
      ),
    ]);
  });

  test('of the gateways let out to peers, and to what these reach', () => {
    const egress = rules('GroupGateway', 'Egress');
    expect(egress).toEqual(
      expect.arrayContaining([
        'udp 51821 51821 203.0.113.9/32',
        'udp 1024 65535 0.0.0.0/0',
        'tcp 6443 6443 10.0.0.0/20',
        'tcp 636 636 10.0.56.10/32',
        'udp 88 88 10.0.120.10/32',
      ]),
    );
    // Both peers call the API, and EC2 takes a rule once.
    expect(egress).toEqual([...new Set(egress)]);
  });

  test('of a host let in the peers that reach it, and let out to those that it calls', () => {
    expect(rules('GroupMirror', 'Ingress')).toEqual(
      expect.arrayContaining(['tcp 9101 9101 10.8.0.2/32', 'tcp 9101 9101 fd5c:71b2:9e0a:8::2/128']),
    );
    expect(rules('GroupMirror', 'Egress')).toEqual(
      expect.arrayContaining(['udp 873 873 10.8.0.3/32', 'udp 873 873 192.168.50.0/24']),
    );
    expect(rules('GroupMirror', 'Ingress').join()).not.toContain('10.8.0.3');
  });
});

test('alarms tell of a tunnel that nobody serves, of one that was taken over, and of peers that should be there', () => {
  expect(tunnelAlarmSpecs(environment).map(({ name, silence }) => [name, silence])).toEqual([
    ['tunnel-down', 'wrong'],
    ['tunnel-taken-over', 'fine'],
    ['tunnel-peer-monitoring-silent', 'fine'],
  ]);
  expect(tunnelAlarmSpecs({ ...environment, access: { ...environment.access, wireguard: undefined } })).toEqual([]);
});
