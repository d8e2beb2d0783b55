import { loadExample } from '../support/example-home';
import type { LoadedEnvironment } from '../../model/load';
import { autoscaling, balancing, cloudformation, ec2, filter } from './describe/description';
import * as gaps from './gaps';
import type { Call } from './support/aws';
import { Deployment } from './support/deployment';
import { inspect, leftBehind, looksAt } from './support/inspect';
import { isObject, textOf, type Json } from './support/template';

const running = loadExample('production');
const { account, region } = running.environment;
const { infraId = '', controlPlane = {} } = running.facts;
const masters = Object.keys(controlPlane).map((zone) => `${infraId}-master-${zone}`);

const withCluster = (
  cluster: Partial<LoadedEnvironment['environment']['cluster']>,
  { environment, ...others }: LoadedEnvironment = running,
): LoadedEnvironment => ({
  ...others,
  environment: { ...environment, cluster: { ...environment.cluster, ...cluster } },
});

/** Production after its machine in us-east-1b was replaced. */
const replaced = (): LoadedEnvironment => {
  const { 'us-east-1b': pinned, ...others } = controlPlane;
  if (pinned === undefined) throw new Error('production has no control plane in us-east-1b');
  return {
    ...running,
    facts: { ...running.facts, controlPlane: { ...others, 'us-east-1b': { ...pinned, generation: 2 } } },
  };
};

/** Production with a larger pool besides. */
const grown = (): LoadedEnvironment => {
  const size = { minimum: 2, maximum: 4 };
  const pools = running.environment.cluster.pools.map((pool) => (pool.name === 'legacy' ? { ...pool, size } : pool));
  return withCluster({ pools }, replaced());
};

/** The stacks of the cluster, and those without which they are nothing. */
const standsOn = ['network', 'dns', 'issuer', 'identity', 'cluster', 'node-pools'];

let deployment: Deployment;
beforeAll(async () => {
  deployment = await Deployment.start(account);
  deployment.assemble(withCluster({ phase: 'bootstrapping' }));
  await deployment.bootstrap(account);
});
afterAll(() => deployment.stop());

const ask = (call: Call) => deployment.ask(region, call);

const deploy = (loaded: LoadedEnvironment, noun: string): Promise<string> => {
  deployment.assemble(loaded);
  return deployment.deploy(deployment.stack(noun).name);
};

/** What inspection of a stack finds that is not in the list of what moto cannot do. */
const findings = async (noun: string) =>
  (await inspect(deployment.aws, deployment.stack(noun))).filter(({ what }) => !(what in gaps.unseen));

/** `value` of each machine that runs, by its name. */
const machines = async (value: string): Promise<Readonly<Record<string, Json>>> => {
  const only = { Filters: filter('instance-state-name', 'running') };
  const query = `Reservations[].Instances[].{name: Tags[?Key == 'Name'] | [0].Value, value: ${value}}`;
  const rows = [await ask(ec2('describe_instances', only, query))].flat();
  return Object.fromEntries(rows.flatMap((row) => (isObject(row) ? [[textOf(row.name), row.value ?? null]] : [])));
};

/** Addresses that each target group of the API sends to. */
const targets = async () => {
  const groups = [await ask(balancing('describe_target_groups', {}, 'TargetGroups[].TargetGroupArn'))].flat();
  const query = 'sort(TargetHealthDescriptions[].Target.Id)';
  return Promise.all(groups.map((arn) => ask(balancing('describe_target_health', { TargetGroupArn: arn }, query))));
};

/** Ids of the machines of a pool. */
const machinesOf = async (pool: string) => {
  const query = `AutoScalingInstances[?AutoScalingGroupName == '${infraId}-${pool}'].InstanceId`;
  return [await ask(autoscaling('describe_auto_scaling_instances', {}, query))].flat();
};

const letGo = (instance: Json) =>
  ask(ec2('modify_instance_attribute', { InstanceId: instance, DisableApiTermination: { Value: false } }, '@'));

test('while the cluster is installed, the bootstrap machine stands beside the control plane', async () => {
  await deployment.deploy(...standsOn.map((noun) => deployment.stack(noun).name));
  expect(await findings('cluster')).toEqual([]);
  const addresses = await machines('PrivateIpAddress');
  expect(Object.keys(addresses).sort()).toEqual([`${infraId}-bootstrap`, `${infraId}-legacy`, ...masters]);
  const api = [...masters, `${infraId}-bootstrap`].map((name) => addresses[name]).sort();
  expect(await targets()).toEqual([api, api, api]);
});

test('what somebody changes behind the back of CloudFormation is seen', async () => {
  const query = 'SecurityGroups[0].GroupId';
  const group = await ask(ec2('describe_security_groups', { Filters: filter('tag:Name', `${infraId}-node`) }, query));
  const ssh = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
  const rule = { GroupId: group, IpPermissions: [ssh] };
  const [arn = ''] = [await ask(balancing('describe_target_groups', {}, 'TargetGroups[].TargetGroupArn'))].flat();
  const addresses = await machines('PrivateIpAddress');
  const target = { TargetGroupArn: arn, Targets: [{ Id: addresses[`${infraId}-bootstrap`] ?? '' }] };

  await ask(ec2('authorize_security_group_ingress', rule, '@'));
  await ask(balancing('deregister_targets', target, '@'));
  expect((await findings('cluster')).map(({ what }) => what).sort()).toEqual([
    'AWS::EC2::SecurityGroup.SecurityGroupIngress',
    'AWS::ElasticLoadBalancingV2::TargetGroup.Targets',
  ]);
  await ask(ec2('revoke_security_group_ingress', rule, '@'));
  await ask(balancing('register_targets', target, '@'));
  expect(await findings('cluster')).toEqual([]);
});

test('a deploy of what is there changes nothing', async () => {
  expect(await deployment.deploy(deployment.stack('cluster').name)).toContain('(no changes)');
});

test('once it runs, the bootstrap machine goes and the control plane stays as it is', async () => {
  const { [`${infraId}-bootstrap`]: bootstrap, ...others } = await machines('InstanceId');
  await deploy(running, 'cluster');
  expect(await findings('cluster')).toEqual([]);
  expect(bootstrap).toMatch(/^i-/);
  expect(await machines('InstanceId')).toEqual(others);
  const addresses = await machines('PrivateIpAddress');
  const api = masters.map((name) => addresses[name]).sort();
  expect(await targets()).toEqual([api, api, api]);
});

test('a control-plane machine of the next generation takes the place of its own alone', async () => {
  const { [`${infraId}-master-us-east-1b`]: old = '', ...others } = await machines('InstanceId');
  await letGo(old);
  await deploy(replaced(), 'cluster');
  expect(await findings('cluster')).toEqual([]);
  const { [`${infraId}-master-us-east-1b-2`]: replacement, ...same } = await machines('InstanceId');
  expect(replacement).toMatch(/^i-/);
  expect(same).toEqual(others);
});

test('a pool becomes larger and keeps its machine', async () => {
  const [first] = await machinesOf('legacy');
  await deploy(grown(), 'node-pools');
  expect(await findings('node-pools')).toEqual([]);
  expect(await machinesOf('legacy')).toEqual([first, expect.stringMatching(/^i-/)]);
});

describe('a removal', () => {
  test('of the node pools waits until nobody protects their machines, and then leaves nothing', async () => {
    const stack = deployment.stack('node-pools');
    const looks = await looksAt(deployment.aws, stack);
    expect((await deployment.destroy(stack.name)).output).toContain('protected from scale-in');
    const free = { InstanceIds: await machinesOf('legacy'), ProtectedFromScaleIn: false };
    await ask(autoscaling('set_instance_protection', { AutoScalingGroupName: `${infraId}-legacy`, ...free }, '@'));
    expect(await deployment.destroy(stack.name)).toMatchObject({ code: 0 });
    expect(Object.keys(await machines('InstanceId'))).not.toContain(`${infraId}-legacy`);
    expect(await leftBehind(deployment.aws, region, looks)).toEqual([]);
  });

  test('of the cluster waits until nobody protects stack, machines and balancers, and then leaves nothing', async () => {
    const stack = deployment.stack('cluster');
    const looks = await looksAt(deployment.aws, stack);
    expect((await deployment.destroy(stack.name)).output).toContain('TerminationProtection is enabled');
    const unprotected = { StackName: stack.name, EnableTerminationProtection: false };
    await ask(cloudformation('update_termination_protection', unprotected, '@'));
    expect((await deployment.destroy(stack.name)).code).toBe(1);
    expect(Object.keys(await machines('InstanceId'))).toHaveLength(masters.length);
    for (const id of Object.values(await machines('InstanceId'))) await letGo(id);
    const balancers = [await ask(balancing('describe_load_balancers', {}, 'LoadBalancers[].LoadBalancerArn'))].flat();
    for (const arn of balancers) {
      const off = [{ Key: 'deletion_protection.enabled', Value: 'false' }];
      await ask(balancing('modify_load_balancer_attributes', { LoadBalancerArn: arn, Attributes: off }, '@'));
    }
    expect(await deployment.destroy(stack.name)).toMatchObject({ code: 0 });
    expect(await machines('InstanceId')).toEqual({});
    expect(await leftBehind(deployment.aws, region, looks)).toEqual([]);
  });
});
