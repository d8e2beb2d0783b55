import { policiesAllow } from '../constructs/identity/policy-evaluation';
import { load } from '../support/environment-folder';
import { fullEnvironment } from '../support/full-environment';
import * as gaps from './gaps';
import { askedOfIam } from './support/asked-of-iam';
import { Deployment } from './support/deployment';
import { inspect } from './support/inspect';

const home = load(fullEnvironment);
const { account, region } = home.environment;

let deployment: Deployment;
beforeAll(async () => {
  deployment = await Deployment.start(account);
  deployment.assemble(home);
  await deployment.bootstrap(account);
});
afterAll(() => deployment.stop());

test('replicas, their names and their balancer are made, and AWS has them as the template does', async () => {
  const output = await deployment.deploy(
    ...['network', 'dns', 'storage', 'directory'].map((noun) => `testing-${noun}`),
  );
  expect(output).toContain('✅  testing-directory\n');
  const findings = await inspect(deployment.aws, deployment.stack('directory'));
  expect(findings.map(({ what }) => what).filter((what) => !(what in gaps.unseen))).toEqual([]);
});

test('CloudFormation makes every call by the policies that are rendered', async () => {
  const policies = await deployment.executionPolicies(deployment.stack('directory'));
  const calls = askedOfIam(
    deployment.calls.deploys.filter((call) => call.region === region),
    account,
  ).filter(({ action }) => action !== 'sts:GetCallerIdentity');
  expect(calls.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['ec2:CreateNetworkInterface', 'elasticloadbalancing:CreateTargetGroup']),
  );
  expect(calls.filter((call) => !policiesAllow(policies, call))).toEqual([]);
});
