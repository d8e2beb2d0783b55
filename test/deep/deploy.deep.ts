import { exampleHome, loadExample } from '../support/example-home';
import { environmentNames } from '../../model/load';
import * as gaps from './gaps';
import { Deployment } from './support/deployment';
import { inspect, type Finding } from './support/inspect';
import { knownTypes } from './support/known-types';

const environments = environmentNames(exampleHome.environments).map((name) => loadExample(name));

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
