import { policiesAllow } from '../constructs/identity/policy-evaluation';
import { changed, load } from '../support/environment-folder';
import { opened, opensPorts, tenantWithPorts, withPorts } from '../support/with-ports';
import * as gaps from './gaps';
import { askedOfIam } from './support/asked-of-iam';
import { Deployment } from './support/deployment';
import { inspect } from './support/inspect';

/** A home whose tenant opens ports: TCP alone, UDP alone, and both at one number. */
const loaded = load({
  'environment.yaml': changed(opensPorts, '/16\n', '/16\n  addressFamily: dual-stack\n'),
  'tenants/site.yaml': withPorts['tenants/site.yaml'] ?? '',
  'tenants/games.yaml': tenantWithPorts(`name: game, port: 30033, protocol: UDP, ${opened(27015)}`)
    .replaceAll('ssh.commons', 'games.commons')
    .replaceAll('site.commons', 'play.commons'),
});

let deployment: Deployment;
beforeAll(async () => {
  const { account } = loaded.environment;
  deployment = await Deployment.start(account);
  deployment.assemble(loaded);
  await deployment.bootstrap(account);
});
afterAll(() => deployment.stop());

test('the balancer is made beside the network, and AWS has it as the template does', async () => {
  const output = await deployment.deploy('testing-network', 'testing-ports');
  expect(output).toContain('✅  testing-ports\n');
  const [stack, ...others] = deployment.stacks.filter(({ name }) => name === 'testing-ports');
  if (stack === undefined) throw new Error('there is no stack of ports');
  expect(others).toEqual([]);
  const findings = await inspect(deployment.aws, stack);
  // moto does not tell it, and no other stack has it.
  expect(findings.map(({ what }) => what).filter((what) => !(what in gaps.unseen))).toEqual([
    'AWS::ElasticLoadBalancingV2::LoadBalancer.EnablePrefixForIpv6SourceNat',
  ]);
});

test('CloudFormation makes every call by the policies that are rendered', async () => {
  const { account } = loaded.environment;
  const [stack] = deployment.stacks;
  if (stack === undefined) throw new Error('there is no stack');
  const policies = await deployment.executionPolicies(stack);
  const calls = askedOfIam(deployment.calls.deploys, account).filter(
    ({ action }) => action !== 'sts:GetCallerIdentity',
  );
  expect(calls.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['elasticloadbalancing:CreateLoadBalancer', 'elasticloadbalancing:CreateListener']),
  );
  expect(calls.filter((call) => !policiesAllow(policies, call))).toEqual([]);
});
