import { execFile } from 'node:child_process';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { DefaultStackSynthesizer, Stack } from 'aws-cdk-lib/core';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { cdkContext } from '../../bin/cdk-context';
import { cloudApp } from '../../lib/cloud-app';
import { deployJobs } from '../../lib/operations/home/pipelines/deploy-jobs';
import { compiledProgram } from '../support/compiled-program';
import { load, minimalEnvironment } from '../support/environment-folder';
import { TemporaryHome } from '../support/temporary-home';
import { cloudformation } from './describe/description';
import { startAws, type Aws } from './support/aws';
import { stsError } from './support/aws-faults';
import { cdk } from './support/cdk';
import { startEmulator, type Emulator } from './support/emulator';
import { startFaultProxy, type Faults } from './support/fault-proxy';

// The stacks are small ones: moto cannot execute change sets of stacks with types that it is taught by these tests, nor of new stacks
// that import from others. The commands are those of the pipeline's jobs.

const yaml = `${minimalEnvironment}access:
  ci: { issuer: https://gitlab.commons.example, project: infrastructure/platform, branches: [main] }
`;
const loaded = load({ 'environment.yaml': yaml });
const { account } = loaded.environment;
const home = new TemporaryHome();
const assembly = home.path('cdk.out', 'testing');
let emulator: Emulator;
let aws: Aws;

beforeAll(async () => {
  emulator = await startEmulator({ account });
  aws = startAws(emulator.variables);
  home.write('testing', { 'environment.yaml': yaml });
  write(['same', 'changed']);
  const places = [`aws://${account}/us-east-1`, `aws://${account}/eu-west-1`];
  const policies = ['--cloudformation-execution-policies', 'arn:aws:iam::aws:policy/AdministratorAccess'];
  await succeeds(cdk(emulator, assembly, 'bootstrap', ...places, ...policies));
  await succeeds(cdk(emulator, assembly, 'deploy', '--all', '--require-approval', 'never', '--method', 'direct'));
  const npx = `name=$1; shift; case $name in commons) exec ${process.execPath} ${compiledProgram('commons')} "$@";; esac
exec ${process.execPath} ${resolve(__dirname, '../../node_modules/.bin/cdk')} "$@" --no-notices`;
  writeFileSync(home.path('npx'), `#!/bin/sh\n${npx}\n`);
  chmodSync(home.path('npx'), 0o755);
});
afterAll(async () => {
  aws.stop();
  await emulator.stop();
  home.remove();
});

/** Writes the assembly: a stack that stays, one that changes, and later a new one in another region. */
function write(topics: readonly string[], changed = ''): void {
  rmSync(assembly, { recursive: true, force: true });
  const app = cloudApp({ context: cdkContext(), outdir: assembly });
  for (const name of topics) {
    const region = name === 'new' ? 'eu-west-1' : 'us-east-1';
    // The bootstrap's version is a parameter that moto takes for a change.
    const synthesizer = new DefaultStackSynthesizer({ generateBootstrapVersionRule: false });
    const stack = new Stack(app, `testing-${name}`, {
      env: { account, region },
      synthesizer,
      terminationProtection: changed !== '',
    });
    new CfnTopic(stack, 'Topic', { topicName: `testing-${name}` });
    if (name === 'changed' && changed !== '') new CfnQueue(stack, 'Queue', { queueName: changed });
  }
  app.synth();
}

async function succeeds(result: ReturnType<typeof cdk>): Promise<void> {
  const { code, output } = await result;
  if (code !== 0) throw new Error(output);
}

/** Runs commands of a job, as its runner does, behind those that need GitLab. */
function run(job: 'prepare testing' | 'deploy testing', faults: Faults = () => undefined) {
  const content = deployJobs(loaded.environment).flatMap((each) => Object.entries(each.content));
  const { script } = (content.find(([name]) => name === job)?.[1] ?? {}) as { readonly script: readonly string[] };
  const begin = script.findIndex((line) => line.includes('rights check'));
  return runScript(script.slice(begin + 1), faults);
}

async function runScript(lines: readonly string[], faults: Faults) {
  const proxy = await startFaultProxy(emulator.endpoint, faults);
  const env = {
    ...emulator.variables,
    PATH: [home.folder, process.env.PATH].join(delimiter),
    AWS_ENDPOINT_URL: proxy.endpoint,
    CDK_HOME: emulator.variables.HOME,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: 'true',
    CI: 'true',
    CI_COMMIT_SHA: '0123456789abcdef0123456789abcdef01234567',
    NODE_NO_WARNINGS: '1',
  };
  const script = `set -eo pipefail\n${lines.join('\n')}\n`;
  try {
    return await new Promise<{ readonly code: number | null; readonly output: string }>((resolved) => {
      const child = execFile('bash', ['-c', script], { env, cwd: home.folder }, (_, stdout, stderr) =>
        resolved({ code: child.exitCode, output: `${stdout}${stderr}` }),
      );
    });
  } finally {
    await proxy.stop();
  }
}

const listed = () => readFileSync(home.path('change-sets', 'testing'), 'utf8');

async function resources(region: string, StackName: string): Promise<unknown> {
  const query = 'StackResourceSummaries[].LogicalResourceId';
  const [told] = await aws.ask(region, [cloudformation('list_stack_resources', { StackName }, query)]);
  return told;
}

test('prepare shows what each stack would do, twice the same, and does none of it', async () => {
  write(['same', 'changed', 'new'], 'testing');
  const first = await run('prepare testing');
  expect(first).toMatchObject({ code: 0 });
  expect(first.output).toContain(
    `testing-changed: 1 resources
    add Queue (AWS::SQS::Queue)
testing-new: 1 resources
    add Topic (AWS::SNS::Topic)
testing-same: no changes
`,
  );
  expect(listed()).toBe('testing-changed\ntesting-new\n');
  expect(await run('prepare testing')).toMatchObject({ code: 0 });
  expect(listed()).toBe('testing-changed\ntesting-new\n');
  expect(await resources('us-east-1', 'testing-changed')).toEqual({ answer: ['Topic'] });
  // This alone the CDK command does at once, as docs/pipeline.md says.
  const protection = { operation: 'describe_stacks', query: 'Stacks[0].EnableTerminationProtection' };
  const question = cloudformation(protection.operation, { StackName: 'testing-same' }, protection.query);
  expect(await aws.ask('us-east-1', [question])).toEqual([{ answer: true }]);
});

test('what cannot be executed, is not there or is not answered ends the job, and nothing is listed', async () => {
  const show = (await run('prepare testing')).output;
  expect(show).toContain('testing-same: no changes');
  const only = deployLines('commons deploy change-sets');
  rmSync(home.path('change-sets'), { recursive: true });
  const failed = await runScript(only, ({ action, body }) =>
    action === 'cloudformation:DescribeChangeSet' && body.includes('testing-changed')
      ? {
          kind: 'edited',
          edit: (answer) =>
            answer
              .replace('<ExecutionStatus>AVAILABLE', '<ExecutionStatus>UNAVAILABLE')
              .replace('<Status>CREATE_COMPLETE', '<Status>FAILED'),
        }
      : undefined,
  );
  expect(failed).toMatchObject({ code: 1 });
  expect(failed.output).toContain('testing-changed: cannot be executed: FAILED, UNAVAILABLE');
  expect(failed.output).toContain('testing-new: 1 resources');
  const missing = await runScript(
    only.map((line) => line.replace('commons-$CI', 'other-$CI')),
    () => undefined,
  );
  expect(missing).toMatchObject({ code: 1 });
  for (const stack of ['testing-changed', 'testing-new', 'testing-same'])
    expect(missing.output).toContain(`${stack}: has no change set other-0123456789`);
  const denied = await runScript(only, ({ action }) =>
    action === 'sts:AssumeRole' ? stsError(403, 'AccessDenied', 'not for you') : undefined,
  );
  expect(denied).toMatchObject({ code: 1 });
  expect(denied.output).toContain('sts:AssumeRole was denied: not for you');
  expect(() => listed()).toThrow('ENOENT');
});

const deployLines = (command: string): readonly string[] =>
  deployJobs(loaded.environment).flatMap(({ content }) =>
    Object.values(content).flatMap((job) =>
      (job as { readonly script: readonly string[] }).script.filter((line) => line.includes(command)),
    ),
  );

test('deploy executes exactly what was prepared, and then there is nothing left', async () => {
  await run('prepare testing');
  // What is synthesized anew is not looked at: the change sets are there.
  const deployed = await run('deploy testing');
  expect(deployed).toMatchObject({ code: 0 });
  expect(emulator.breakdowns()).toEqual([]);
  expect(await resources('us-east-1', 'testing-changed')).toEqual({ answer: ['Topic', 'Queue'] });
  expect(await resources('eu-west-1', 'testing-new')).toEqual({ answer: ['Topic'] });
  const again = await run('prepare testing');
  expect(again.output).toContain('testing-changed: no changes\ntesting-new: no changes\ntesting-same: no changes\n');
  expect(listed()).toBe('');
  expect(await run('deploy testing')).toMatchObject({ code: 0 });
});
