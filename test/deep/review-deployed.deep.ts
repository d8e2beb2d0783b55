import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stackListText, type ListedStack } from '../../lib/stack-list';
import { load } from '../support/environment-folder';
import type { Finished } from '../support/program-host/finished';
import { TemporaryHome } from '../support/temporary-home';
import { cloudformation } from './describe/description';
import { stsError } from './support/aws-faults';
import { Deployment, type DeployableStack } from './support/deployment';
import { startFaultProxy, type Faults } from './support/fault-proxy';
import type { Json } from './support/template';

/** Stacks that are deployed; `backup` stays out. */
const nouns = ['network', 'dns', 'storage', 'observability'] as const;

let deployment: Deployment;
const home = new TemporaryHome();

const loaded = load({});

beforeAll(async () => {
  const { account } = loaded.environment;
  deployment = await Deployment.start(account);
  deployment.assemble(loaded);
  await deployment.bootstrap(account);
  await deployment.deploy(...deployed().map(({ name }) => name));
  home.write('testing');
  spawnSync('git', ['init', '--quiet'], { cwd: home.folder });
});
afterAll(async () => {
  home.remove();
  await deployment.stop();
});
beforeEach(() => render(deployed()));

const deployed = (): readonly DeployableStack[] => nouns.map((noun) => deployment.stack(noun));

interface Rendered {
  readonly listed: ListedStack;
  readonly template: object;
}

/** Writes what would be rendered if these were the stacks. */
function render(stacks: readonly Rendered[]): void {
  const write = (file: string, text: string) => {
    const path = home.path('rendered', 'testing', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  rmSync(home.path('rendered'), { recursive: true, force: true });
  write('cluster/wiki/namespace.yaml', 'apiVersion: v1\nkind: Namespace\nmetadata: { name: wiki }\n');
  write('aws/stacks.yaml', stackListText(stacks.map(({ listed }) => listed)));
  for (const { listed, template } of stacks)
    write(`aws/${listed.name}.template.json`, JSON.stringify(template, null, 1));
  const { name, body, listed } = deployment.rights;
  // It was deployed by hand, without both.
  write('rights/stacks.yaml', stackListText([{ ...listed, terminationProtection: false, tags: {} }]));
  write(`rights/${name}.template.json`, body);
}

async function review(faults: Faults = () => undefined): Promise<Finished & { readonly calls: readonly string[] }> {
  const proxy = await startFaultProxy(deployment.emulator.endpoint, faults);
  try {
    const variables = { ...deployment.emulator.variables, AWS_ENDPOINT_URL: proxy.endpoint };
    return { ...(await home.run('commons', ['review', '--deployed'], variables)), calls: proxy.calls };
  } finally {
    await proxy.stop();
  }
}

const ask = (operation: string, parameters: Readonly<Record<string, Json>>) =>
  deployment.ask(loaded.environment.region, cloudformation(operation, parameters, '@'));

const compared = 'From CloudFormation to the working tree\n';

test('nothing is said of what was just deployed, and nothing but reading is done', async () => {
  const { code, stdout, stderr, calls } = await review();
  expect({ code, stdout }).toEqual({ code: 0, stdout: `Nothing that is rendered changes\n${compared}` });
  expect(stderr).toBe(
    'testing: nobody has looked yet whether 5 stacks were changed by hand: docs/review.md, "Drift"\n',
  );
  expect([...new Set(calls)].sort()).toEqual([
    'cloudformation:DescribeStacks',
    'cloudformation:GetTemplate',
    'sts:GetCallerIdentity',
  ]);
});

test('what a deploy would do is said by the same rules, with a stack that is not there yet', async () => {
  const [network, , storage] = deployed();
  const backup = deployment.stack('backup');
  if (network === undefined || storage === undefined) throw new Error('there is no stack');
  const changed = JSON.stringify(storage.template).replaceAll('"Enabled"', '"Suspended"');
  render([
    network,
    { ...storage, template: JSON.parse(changed) as object },
    ...deployed().filter((each) => each !== network && each !== storage),
    backup,
  ]);
  const { code, stdout } = await review();
  expect(code).toBe(2);
  expect(stdout).toMatch(/bucket testing-[\w-]+.* no longer keeps earlier versions of its objects/);
  expect(stdout).toContain('CloudFormation/testing/aws/testing-storage.template.json:');
  expect(stdout).toContain('stack testing-backup (testing) does not exist in AWS yet: a deploy creates it');
});

test('a stack that is no longer rendered is said, and one that lost its protection in the files', async () => {
  render(
    deployed()
      .filter(({ name }) => name !== 'testing-observability')
      .map((stack) =>
        stack.name === 'testing-dns' ? { ...stack, listed: { ...stack.listed, terminationProtection: false } } : stack,
      ),
  );
  const { code, stdout } = await review();
  expect(code).toBe(2);
  expect(stdout).toContain('stack testing-observability (testing) is no longer rendered: it stays in AWS');
  expect(stdout).toContain('stack testing-dns (testing) loses termination protection: one command can delete it');
});

test('stacks of another environment and of others are none of ours', async () => {
  for (const [StackName, tag] of [
    ['testing-elsewhere-network', 'testing-elsewhere'],
    ['testing-old', 'testing'],
  ] as const)
    await ask('create_stack', {
      StackName,
      TemplateBody:
        'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties: { DisplayName: !Sub "${AWS::Region}" }\n',
      Tags: [{ Key: 'commons-platform/environment', Value: tag }],
    });
  const { stdout } = await review();
  expect(stdout).toContain('stack testing-old (testing) is no longer rendered');
  expect(stdout).not.toContain('testing-elsewhere');
  for (const StackName of ['testing-elsewhere-network', 'testing-old']) await ask('delete_stack', { StackName });
});

test('what CloudFormation does not tell is said, is no change, and leaves exit code 1', async () => {
  const { code, stdout, stderr } = await review(({ action }) =>
    action === 'cloudformation:GetTemplate' ? stsError(403, 'AccessDenied', 'not for you') : undefined,
  );
  expect(code).toBe(1);
  expect(stdout).toBe(`Not everything could be compared, so this is not all: 5 problems\n${compared}`);
  expect(stderr).toContain('CloudFormation/testing/testing-network:1:1 cloudformation:GetTemplate was denied');
  const none = await review(({ action }) =>
    action === 'cloudformation:DescribeStacks' ? stsError(503, 'ServiceUnavailable', 'later') : undefined,
  );
  expect(none.code).toBe(1);
  expect(none.stdout).toBe(`Not everything could be compared, so this is not all: 1 problem\n${compared}`);
});

test('credentials of another account are refused before anything is read', async () => {
  render(deployed().map((stack) => ({ ...stack, listed: { ...stack.listed, account: '444455556666' } })));
  const { code, stderr, calls } = await review();
  expect(code).toBe(1);
  expect(stderr).toContain('444455556666');
  expect(calls).toEqual(['sts:GetCallerIdentity']);
});
