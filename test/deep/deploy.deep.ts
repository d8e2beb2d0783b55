import { execFile } from 'node:child_process';
import { compiledProgram } from '../support/compiled-program';
import { exampleHome, loadExample } from '../support/example-home';
import { environmentNames } from '../../model/load';
import { policiesAllow } from '../constructs/identity/policy-evaluation';
import * as gaps from './gaps';
import { askedOfIam } from './support/asked-of-iam';
import { Deployment, type DeployableStack } from './support/deployment';
import type { RecordedCall } from './support/emulator';
import { inspect, type Finding } from './support/inspect';
import { knownTypes } from './support/known-types';
import type { Variables } from './support/variables';

const environments = environmentNames(exampleHome.environments).map((name) => loadExample(name));

/** What the operator's command line prints. */
const commons = (env: Variables, ...args: readonly string[]): Promise<string> =>
  new Promise((resolved) => {
    execFile(
      process.execPath,
      [compiledProgram('commons'), ...args],
      { env, cwd: exampleHome.folder },
      (_, stdout, stderr) => resolved(`${stdout}${stderr}`),
    );
  });

/** A stack of each region. */
const onePerRegion = (stacks: readonly DeployableStack[]): readonly DeployableStack[] =>
  stacks.filter(({ region }, index) => stacks.findIndex((each) => each.region === region) === index);

/** What moto could not do in any environment. */
const met = {
  unknownTypes: new Set<string>(),
  withoutTarget: new Set<string>(),
  unseen: new Set<string>(),
};

describe.each(environments.map((loaded) => ({ name: loaded.environment.name, loaded })))('$name', ({ loaded }) => {
  let deployment: Deployment;
  beforeAll(async () => {
    const { account } = loaded.environment;
    deployment = await Deployment.start(account);
    deployment.assemble(loaded);
    await deployment.bootstrap(account);
  });
  afterAll(() => deployment.stop());

  test('every stack is created, none before what it stands on', async () => {
    const known = await knownTypes();
    const output = await deployment.deploy(...deployment.stacks.map(({ name }) => name));
    for (const { name: stack, full, withoutTarget } of deployment.stacks) {
      const types = Object.values(full.template.Resources).map(({ Type }) => Type);
      for (const type of types.filter((each) => !known.includes(each))) met.unknownTypes.add(type);
      for (const place of withoutTarget) met.withoutTarget.add(place);
      expect(output).toContain(`✅  ${stack}\n`);
    }
  });

  describe('asked whether AWS would let it,', () => {
    const { account } = loaded.environment;
    /** Everybody may ask who they are. */
    const asked = (calls: readonly RecordedCall[]) =>
      askedOfIam(calls, account).filter(({ action }) => action !== 'sts:GetCallerIdentity');
    const policiesIn = (stack: DeployableStack) => deployment.executionPolicies(stack);

    test('CloudFormation makes every call by the policies that an engineer deployed, in every region', async () => {
      for (const stack of onePerRegion(deployment.stacks)) {
        const policies = await policiesIn(stack);
        expect(policies.length).toBeGreaterThan(3);
        const calls = asked(deployment.calls.deploys.filter(({ region }) => region === stack.region));
        expect(calls.length).toBeGreaterThan(0);
        expect(calls.filter((call) => !policiesAllow(policies, call))).toEqual([]);
      }
    });

    test('an engineer is told that the rights are those that are rendered', async () => {
      const told = await commons(deployment.emulator.variables, 'rights', 'check', loaded.environment.name);
      expect(told).toBe(`${loaded.environment.name} can be deployed: CloudFormation has the rendered rights\n`);
    });

    test('it is refused every call by which the engineer deployed those policies and the bootstrap', async () => {
      const [stack] = deployment.stacks;
      if (stack === undefined) throw new Error('there is no stack');
      const policies = await policiesIn(stack);
      const calls = asked(deployment.calls.engineer);
      expect(calls.length).toBeGreaterThan(10);
      expect(calls.filter((call) => policiesAllow(policies, call))).toEqual([]);
    });

    test('it makes no call without the policy for it', async () => {
      const [stack] = deployment.stacks;
      if (stack === undefined) throw new Error('there is no stack');
      const policies = await policiesIn(stack);
      const calls = asked(deployment.calls.deploys);
      expect(calls.every((call) => !policiesAllow([], call))).toBe(true);
      for (const call of calls) expect(policies.filter((policy) => policiesAllow([policy], call))).toHaveLength(1);
    });
  });

  test('what it is made of is there, as the template has it', async () => {
    const findings: Finding[] = [];
    for (const stack of deployment.stacks) findings.push(...(await inspect(deployment.aws, stack)));
    for (const { what } of findings) met.unseen.add(what);
    expect(findings.filter(({ what }) => !(what in gaps.unseen))).toEqual([]);
  });
});

describe('what moto cannot do is what the list says:', () => {
  test.each(['unknownTypes', 'unseen'] as const)('%s', (list) => {
    expect([...met[list]].sort()).toEqual(Object.keys(gaps[list]).sort());
  });

  test('withoutTarget', () => {
    expect([...met.withoutTarget].sort()).toEqual([...gaps.withoutTarget].sort());
  });
});
