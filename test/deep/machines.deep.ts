import { z } from 'zod';
import { policiesAllow } from '../constructs/identity/policy-evaluation';
import { changed, load } from '../support/environment-folder';
import { fullEnvironment } from '../support/full-environment';
import * as gaps from './gaps';
import { askedOfIam } from './support/asked-of-iam';
import type { Call } from './support/aws';
import { Deployment } from './support/deployment';
import { inspect } from './support/inspect';

const { account, region } = load(fullEnvironment).environment;
/** A home whose host has a disk that begins with this snapshot. */
const withSnapshot = (id: string) =>
  load({
    ...fullEnvironment,
    'environment.yaml': changed(fullEnvironment['environment.yaml'] ?? '', 'snap-0123456789abcdef0', id),
  });

/** What the hosts of this home have besides, and no answer shows. */
const unseenHere: Readonly<Record<string, string>> = {
  'AWS::EC2::EIP.PublicIpv4Pool': 'moto has no addresses of one’s own',
  'AWS::EC2::NetworkInterface.EnablePrimaryIpv6': 'the subnets of these tests have no IPv6 blocks',
};

let deployment: Deployment;
beforeAll(async () => {
  deployment = await Deployment.start(account);
  const ask = (operation: string, parameters: Call['parameters'], query: string) =>
    deployment.ask(region, { service: 'ec2', operation, parameters, query });
  const VolumeId = await ask('create_volume', { AvailabilityZone: `${region}c`, Size: 10 }, 'VolumeId');
  deployment.assemble(withSnapshot(z.string().parse(await ask('create_snapshot', { VolumeId }, 'SnapshotId'))));
  await deployment.bootstrap(account);
});
afterAll(() => deployment.stop());

test('hosts are made beside network, zones and keys, and AWS has them as the template does', async () => {
  const nouns = ['network', 'dns', 'storage', 'machines'].map((noun) => `testing-${noun}`);
  const output = await deployment.deploy(...nouns);
  expect(output).toContain('✅  testing-machines\n');
  const findings = await inspect(deployment.aws, deployment.stack('machines'));
  // moto's CloudFormation makes no routes of IPv6, which `tunnel.test` has.
  const ipv6Routes = new Set(
    findings.flatMap(({ id, what }) => (what.endsWith('Route.DestinationIpv6CidrBlock') ? [id] : [])),
  );
  expect(
    findings.flatMap(({ id, what }) => (what in gaps.unseen || what in unseenHere || ipv6Routes.has(id) ? [] : [what])),
  ).toEqual([]);
});

test('CloudFormation makes every call by the policies that are rendered', async () => {
  const policies = await deployment.executionPolicies(deployment.stack('machines'));
  const calls = askedOfIam(
    deployment.calls.deploys.filter((call) => call.region === region),
    account,
  ).filter(({ action }) => action !== 'sts:GetCallerIdentity');
  expect(calls.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['ec2:CreateVolume', 'ec2:CreateNetworkInterface', 'autoscaling:CreateAutoScalingGroup']),
  );
  expect(calls.filter((call) => !policiesAllow(policies, call))).toEqual([]);
});
