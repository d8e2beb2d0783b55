import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { apiListeners } from '../../../constructs/openshift/api-listeners';
import { bootstrapping, clusterTemplate, running } from '../../lib/stacks/cluster-stack-props';
import { propertiesOf } from '../../support/stacks';

const template = clusterTemplate(bootstrapping);
const closed = clusterTemplate({ ...running, api: 'vpc' });

const ref = z.object({ Ref: z.string() }).transform(({ Ref }) => Ref);
const attribute = (name: string) =>
  z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal(name)]) }).transform((value) => value['Fn::GetAtt'][0]);
const attributes = z
  .array(z.object({ Key: z.string(), Value: z.string() }))
  .transform((list) => Object.fromEntries(list.map(({ Key, Value }) => [Key, Value])));

const balancers = (of = template) =>
  z
    .record(
      z.string(),
      z.strictObject({
        Name: z.string().max(32),
        Type: z.literal('network'),
        IpAddressType: z.literal('ipv4'),
        Scheme: z.string(),
        Subnets: z.array(z.string()),
        SecurityGroups: z.array(attribute('GroupId')),
        LoadBalancerAttributes: attributes,
      }),
    )
    .parse(propertiesOf(of, 'AWS::ElasticLoadBalancingV2::LoadBalancer'));

const targetGroupSchema = z.strictObject({
  VpcId: z.literal('vpc-1'),
  TargetType: z.string(),
  Port: z.number(),
  Protocol: z.string(),
  Targets: z.array(z.strictObject({ Id: attribute('PrivateIp'), Port: z.number() })),
  HealthCheckEnabled: z.literal(true),
  HealthCheckProtocol: z.string(),
  HealthCheckPort: z.string(),
  HealthCheckPath: z.string(),
  HealthCheckIntervalSeconds: z.number(),
  HealthCheckTimeoutSeconds: z.number(),
  HealthyThresholdCount: z.number(),
  UnhealthyThresholdCount: z.number(),
  TargetGroupAttributes: attributes,
});
const targetGroups = (of = template) =>
  z.record(z.string(), targetGroupSchema).parse(propertiesOf(of, 'AWS::ElasticLoadBalancingV2::TargetGroup'));

const listeners = (of = template) =>
  Object.values(
    z
      .record(
        z.string(),
        z.strictObject({
          LoadBalancerArn: ref,
          Port: z.number(),
          Protocol: z.string(),
          DefaultActions: z.tuple([z.strictObject({ Type: z.literal('forward'), TargetGroupArn: ref })]),
        }),
      )
      .parse(propertiesOf(of, 'AWS::ElasticLoadBalancingV2::Listener')),
  );

/** What a template hands on: balancer, listener, and where its targets are asked whether they are well. */
const handedOn = (of = template) =>
  listeners(of)
    .map(({ LoadBalancerArn, Port, Protocol, DefaultActions: [{ TargetGroupArn }] }) => {
      const name = balancers(of)[LoadBalancerArn]?.Name ?? '';
      const group = targetGroupSchema.parse(
        propertiesOf(of, 'AWS::ElasticLoadBalancingV2::TargetGroup')[TargetGroupArn],
      );
      return [
        `${name} ${Protocol} ${Port} to ${group.Protocol} ${group.Port}`,
        `${group.HealthCheckProtocol} ${group.HealthCheckPort} ${group.HealthCheckPath}`,
      ].join(', ');
    })
    .sort();

const suffixes = { external: 'ext', internal: 'int' } as const;
const tableOf = (balancers: readonly string[]) =>
  apiListeners
    .filter(({ balancer }) => balancers.includes(balancer))
    .map(
      ({ balancer, port, healthCheckPath }) =>
        `commons-x7k2p-${suffixes[balancer]} TCP ${port} to TCP ${port}, HTTPS ${port} ${healthCheckPath}`,
    )
    .sort();

test('each listener hands on to the same port of its targets, which is asked how they are', () => {
  expect(handedOn()).toEqual(tableOf(['external', 'internal']));
});

test('a closed cluster has the internal balancer alone', () => {
  expect(handedOn(closed)).toEqual(tableOf(['internal']));
  expect(Object.values(balancers(closed)).map(({ Name }) => Name)).toEqual(['commons-x7k2p-int']);
});

test('the external balancer is on the internet, the internal one is not', () => {
  const found = Object.values(balancers()).map(({ Name, Scheme, Subnets }) => ({ Name, Scheme, Subnets }));
  expect(found).toHaveLength(2);
  expect(found).toEqual(
    expect.arrayContaining([
      { Name: 'commons-x7k2p-ext', Scheme: 'internet-facing', Subnets: ['public-a', 'public-b', 'public-c'] },
      { Name: 'commons-x7k2p-int', Scheme: 'internal', Subnets: ['private-a', 'private-b', 'private-c'] },
    ]),
  );
});

test('each balancer has a group of its own from the beginning', () => {
  const names = Object.values(balancers()).map(({ Name, SecurityGroups: [group] }) => {
    const { Tags } = z
      .looseObject({ Tags: z.array(z.object({ Key: z.string(), Value: z.string() })) })
      .parse(propertiesOf(template, 'AWS::EC2::SecurityGroup')[group ?? '']);
    return [Name, Tags.map(({ Value }) => Value)];
  });
  expect(Object.fromEntries(names)).toEqual({
    'commons-x7k2p-ext': ['commons-x7k2p-apiserver-lb-ext'],
    'commons-x7k2p-int': ['commons-x7k2p-apiserver-lb'],
  });
});

test('a balancer serves every zone from every other and cannot be deleted by mistake', () => {
  for (const { LoadBalancerAttributes } of Object.values(balancers())) {
    expect(LoadBalancerAttributes).toEqual({
      'deletion_protection.enabled': 'true',
      'load_balancing.cross_zone.enabled': 'true',
    });
  }
});

test('targets are addresses, checked as upstream does, and see the balancer instead of the client', () => {
  const groups = Object.values(targetGroups());
  expect(groups).toHaveLength(3);
  for (const group of groups) {
    expect(group).toMatchObject({
      TargetType: 'ip',
      HealthCheckIntervalSeconds: 10,
      HealthCheckTimeoutSeconds: 10,
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 2,
      TargetGroupAttributes: {
        'deregistration_delay.timeout_seconds': '60',
        'preserve_client_ip.enabled': 'false',
      },
    });
    expect(group.Targets.map(({ Port }) => Port)).toEqual([group.Port, group.Port, group.Port, group.Port]);
  }
});

/** The machines in each target group, by the construct that made them. */
const targetsOf = (of = template) =>
  Object.values(targetGroups(of)).map(({ Targets }) => Targets.map(({ Id }) => Id.replace(/Instance[0-9A-F]+$/, '')));

test('every group has the same machines: the control plane in the order of its zones, then the bootstrap machine', () => {
  const machines = ['ControlPlaneEuWest1a', 'ControlPlaneEuWest1b', 'ControlPlaneEuWest1c'];
  const installing = [...machines, 'BootstrapMachine'];
  expect(targetsOf()).toEqual([installing, installing, installing]);
  expect(targetsOf(clusterTemplate(running))).toEqual([machines, machines, machines]);
});

/** Upstream's tables of balancers and target groups; they are not part of the project. */
const reference = resolve(__dirname, '../../../../shared/reference/openshift-on-aws.md');

if (existsSync(reference)) {
  const lines = readFileSync(reference, 'utf8').split('\n');
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', ''));
  const rowsUnder = (header: RegExp) => {
    const start = lines.findIndex((line) => header.test(line)) + 2;
    const rest = lines.slice(start);
    return rest
      .slice(
        0,
        rest.findIndex((line) => !line.startsWith('|')),
      )
      .map(cells);
  };

  test('the listeners are those that upstream publishes', () => {
    const published = rowsUnder(/^\| balancer \| name /).map(([, name, , , ports]) => `${name ?? ''}: ${ports ?? ''}`);
    const ours = (['external', 'internal'] as const).map((balancer) => {
      const ports = apiListeners.filter((each) => each.balancer === balancer).map(({ port }) => `TCP ${port}`);
      return `<infra-id>-${suffixes[balancer]}: ${ports.join(', ')}`;
    });
    expect(ours).toEqual(published);
  });

  test('the target groups are checked as upstream publishes it', () => {
    const published = rowsUnder(/^\| target group \| port /).map(([name, port, check, interval, , thresholds]) => [
      port,
      check,
      interval,
      thresholds,
      name?.split(' ')[0],
    ]);
    const groups = Object.values(targetGroups());
    const ours = apiListeners.map(({ balancer, port, healthCheckPath }) => {
      const group = groups.find((each) => each.Port === port);
      return [
        `${port} TCP`,
        `HTTPS ${port} ${healthCheckPath}`,
        `${group?.HealthCheckIntervalSeconds ?? 0} s`,
        `${group?.HealthyThresholdCount ?? 0} / ${group?.UnhealthyThresholdCount ?? 0}`,
        balancer,
      ];
    });
    expect(ours).toEqual(published);
  });
} else {
  test('NOT RUN: upstream’s tables of balancers are not beside this project', () => {
    console.warn(`listeners and target groups were not compared with upstream's: ${reference} does not exist`);
    expect(existsSync(reference)).toBe(false);
  });
}
