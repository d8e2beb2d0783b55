import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { exampleHome } from '../support/example-home';
import { readFirstBoot } from '../constructs/hosts/first-boot';
import { startAws, type Aws, type Call } from './support/aws';
import { startEmulator, type Emulator } from './support/emulator';
import { goCommand } from './support/go';
import { HostSurroundings } from './support/instance-metadata';
import { cache, pythonOf } from './support/python';
import { templateSchema } from './support/template';
import { noAccount, type Variables } from './support/variables';

const dataSchema = z.object({
  LaunchTemplateData: z.object({
    UserData: z.object({ 'Fn::Base64': z.string() }),
    TagSpecifications: z.array(z.object({ Tags: z.array(z.object({ Key: z.string(), Value: z.string() })) })),
  }),
});

const template = readFileSync(join(exampleHome.rendered, 'production/aws/production-hosts.template.json'), 'utf8');
/** User data of the hosts that are rendered, by the name of their group. */
const userData = Object.values(templateSchema.parse(JSON.parse(template)).Resources)
  .filter(({ Type }) => Type === 'AWS::EC2::LaunchTemplate')
  .map(({ Properties }) => dataSchema.parse(Properties).LaunchTemplateData)
  .map(({ UserData, TagSpecifications: [spec] }) => ({
    name: spec?.Tags.find(({ Key }) => Key === 'Name')?.Value ?? '',
    text: UserData['Fn::Base64'],
  }));

const folder = mkdtempSync(join(tmpdir(), 'commons-hosts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly succeeds: boolean;
  readonly output: string;
}

const run = (program: string, args: readonly string[], variables: Variables): Promise<Ended> =>
  new Promise((resolved) => {
    const env = { PATH: process.env.PATH ?? '', HOME: folder, ...variables };
    execFile(program, args, { cwd: folder, env, encoding: 'utf8' }, (error, stdout, stderr) =>
      resolved({ succeeds: error === null, output: stdout + stderr }),
    );
  });

function fileOf(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

test('there are hosts of three runners', () => {
  expect(userData.map(({ name }) => name)).toEqual(
    ['arm64', 'amd64', 'releases'].map((runner) => `production-runner-host-${runner}`),
  );
});

describe('Ignition', () => {
  const validate = join(cache, 'ignition-validate-2.24.0', 'validate');

  beforeAll(async () => {
    const install = ['install', 'github.com/coreos/ignition/v2/validate@v2.24.0'];
    // Go's own sums of modules tell that it is what it says.
    const [program, ...words] = goCommand();
    const made = await run(program, [...words, ...install], {
      GOPATH: join(cache, 'go'),
      GOBIN: join(validate, '..'),
      GOCACHE: join(cache, 'go-build'),
      GOFLAGS: '-mod=mod',
      GOTOOLCHAIN: 'local',
      CGO_ENABLED: '0',
    });
    if (!made.succeeds) throw new Error(made.output);
  }, 300_000);

  test.each(userData)('takes the configuration of $name', async ({ name, text }) => {
    expect(await run(validate, [fileOf(`${name}.ign`, text)], {})).toEqual({ succeeds: true, output: '' });
  });

  test.each([
    ['a checksum that is none', (text: string) => text.replace(/sha256-[0-9a-f]{64}/, 'sha256-0')],
    ['a file without an absolute path', (text: string) => text.replace('"/etc/subuid"', '"etc/subuid"')],
    [
      'a unit of a kind that systemd does not have',
      (text: string) => text.replace('"job-firewall.service"', '"job-firewall.rules"'),
    ],
  ])('would not take %s', async (_, spoiled) => {
    const [{ text } = { text: '' }] = userData;
    expect(spoiled(text)).not.toBe(text);
    expect(await run(validate, [fileOf('spoiled.ign', spoiled(text))], {})).toMatchObject({ succeeds: false });
  });
});

const [everybody, releases] = ['arm64', 'releases'].map((runner) =>
  readFirstBoot(userData.find(({ name }) => name.endsWith(runner))?.text ?? ''),
);
if (everybody === undefined || releases === undefined) throw new Error('a runner is missing');

describe('shellcheck', () => {
  const shellcheck = (text: string) =>
    run(join(pythonOf('hosts'), '../shellcheck'), ['--severity=style', fileOf('script', text)], {});

  test.each(['/usr/local/bin/runner-host', '/usr/local/bin/image-cleanup'])('finds nothing in %s', async (path) => {
    expect(await shellcheck(everybody.fileAt(path))).toEqual({ succeeds: true, output: '' });
  });

  test('finds what is not quoted', async () => {
    const text = everybody.fileAt('/usr/local/bin/image-cleanup').replace('"$HOME"', '$HOME');
    expect(await shellcheck(text)).toMatchObject({ succeeds: false });
  });
});

/** A document of TOML as Python reads it. */
async function toml(text: string): Promise<unknown> {
  const program = 'import json, sys, tomllib; print(json.dumps(tomllib.load(open(sys.argv[1], "rb"))))';
  const { output } = await run(pythonOf('aws'), ['-c', program, fileOf('config.toml', text)], {});
  return JSON.parse(output);
}

describe('the script of a host, in front of AWS that looks at signatures', () => {
  const region = 'us-east-1';
  const token = 'glrt-t1_AbC-123.01.x';
  let emulator: Emulator;
  let aws: Aws;
  let around: HostSurroundings;

  const ask = async (service: string, operation: string, parameters: Call['parameters'], query: string) => {
    const [answer] = await aws.ask(region, [{ service, operation, parameters, query }]);
    if (answer === undefined || 'error' in answer) throw new Error(JSON.stringify(answer));
    return answer.answer;
  };

  beforeAll(async () => {
    emulator = await startEmulator({ account: '111122223333' });
    aws = startAws(emulator.variables);
    around = await new HostSurroundings(emulator.port, /Action=CompleteLifecycleAction/).start();
    // The emulator takes the name by which a service signs for the one that IAM knows.
    const actions = ['secretsmanager:GetSecretValue', 'monitoring:PutMetricData', 'autoscaling:*'];
    const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] };
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    };
    const RoleName = 'host';
    await ask('iam', 'create_role', { RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) }, 'Role.Arn');
    const PolicyDocument = JSON.stringify(policy);
    await ask('iam', 'put_role_policy', { RoleName, PolicyName: 'permissions', PolicyDocument }, '@');
    const SecretString = JSON.stringify({ 'runner-token': token });
    await ask('secretsmanager', 'create_secret', { Name: 'production/runner-hosts/arm64', SecretString }, 'Name');
    await ask(
      'secretsmanager',
      'create_secret',
      { Name: 'spoiled', SecretString: '{"runner-token":"a\\"\\nb"}' },
      'Name',
    );

    const LaunchConfigurationName = 'hosts';
    const machine = { LaunchConfigurationName, ImageId: 'ami-12c6146b', InstanceType: 't3.large' };
    await ask('autoscaling', 'create_launch_configuration', machine, '@');
    const group = { AutoScalingGroupName: 'production-runner-host-releases', LaunchConfigurationName };
    const size = { MinSize: 1, MaxSize: 1, AvailabilityZones: ['us-east-1a'] };
    await ask('autoscaling', 'create_auto_scaling_group', { ...group, ...size }, '@');

    const role = { RoleArn: `arn:aws:iam::111122223333:role/${RoleName}`, RoleSessionName: 'host' };
    const keys = z
      .object({ AccessKeyId: z.string(), SecretAccessKey: z.string(), Token: z.string() })
      .parse(
        await ask(
          'sts',
          'assume_role',
          role,
          'Credentials.{AccessKeyId: AccessKeyId, SecretAccessKey: SecretAccessKey, Token: SessionToken}',
        ),
      );
    around.giveRole(RoleName, keys);
    around.metadata.set('placement/region', region);
    around.metadata.set('instance-id', await instanceId());
    around.metadata.set('autoscaling/target-lifecycle-state', 'InService');
    await authorization('0');

    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'bin/systemctl'), '#!/bin/sh\necho "$@" >>"$HOME/systemctl.log"\n', { mode: 0o755 });
  });
  afterAll(async () => {
    aws.stop();
    await around.stop();
    await emulator.stop();
  });

  /** After how many further calls the emulator asks who calls. */
  const authorization = async (calls: string) => {
    await fetch(`http://127.0.0.1:${emulator.port}/moto-api/reset-auth`, { method: 'POST', body: calls });
  };
  const instanceId = async () =>
    z
      .string()
      .parse(
        await ask('autoscaling', 'describe_auto_scaling_groups', {}, 'AutoScalingGroups[0].Instances[0].InstanceId'),
      );

  const host = (boot: typeof everybody, command: string, changes: Variables = {}) => {
    const settings = Object.fromEntries(
      [...boot.fileAt('/etc/gitlab-runner/host.env').matchAll(/^(\w+)=(.*)$/gm)].map(([, key = '', value = '']) => [
        key,
        value,
      ]),
    );
    return run('bash', [fileOf('runner-host', boot.fileAt('/usr/local/bin/runner-host')), command], {
      ...settings,
      ...noAccount,
      PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`,
      CONFIG_TEMPLATE: fileOf('template.toml', boot.fileAt('/etc/gitlab-runner/config.toml')),
      CONFIG_FILE: join(folder, 'runner.toml'),
      AWS_EC2_METADATA_SERVICE_ENDPOINT: around.endpoint,
      AWS_ENDPOINT_URL: around.endpoint,
      ...changes,
    });
  };

  test('configure fetches the token with a signed call, for nobody else to read', async () => {
    expect(await host(everybody, 'configure')).toEqual({ succeeds: true, output: '' });
    const file = join(folder, 'runner.toml');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = z.looseObject({ runners: z.tuple([z.looseObject({ token: z.string() })]) });
    const read = before.parse(await toml(readFileSync(file, 'utf8')));
    expect(read.runners[0].token).toBe(token);
    expect(read).toMatchObject({
      concurrent: 8,
      runners: [{ executor: 'docker', docker: { privileged: false }, cache: { s3: { AuthenticationType: 'iam' } } }],
    });
  });

  test.each([
    ['a token that would be more than a token', { SECRET_NAME: 'spoiled' }, 'the runner-token in spoiled is none'],
    ['a secret that is not there', { SECRET_NAME: 'elsewhere' }, 'The requested URL returned error'],
  ])('configure does not write %s', async (_, changes, says) => {
    const CONFIG_FILE = join(folder, 'none.toml');
    const ended = await host(everybody, 'configure', { ...changes, CONFIG_FILE });
    expect(ended).toMatchObject({ succeeds: false });
    expect(ended.output).toContain(says);
    expect(() => statSync(CONFIG_FILE)).toThrow('ENOENT');
  });

  test('a call that is signed with another key is refused', async () => {
    const other = new HostSurroundings(emulator.port, /never/);
    await other.start();
    for (const [path, text] of around.metadata) other.metadata.set(path, text.replace(/("SecretAccessKey":")./, '$1_'));
    const endpoint = { AWS_EC2_METADATA_SERVICE_ENDPOINT: other.endpoint };
    expect(await host(everybody, 'configure', endpoint)).toMatchObject({ succeeds: false });
    await other.stop();
  });

  test('watch tells that the runner works, and lets it work', async () => {
    around.calls.length = 0;
    expect(await host(everybody, 'watch')).toEqual({ succeeds: true, output: '' });
    expect(around.calls).toHaveLength(1);
    await authorization('1000');
    expect(await ask('cloudwatch', 'list_metrics', { Namespace: 'CommonsPlatform/RunnerHosts' }, 'Metrics[0]')).toEqual(
      {
        Namespace: 'CommonsPlatform/RunnerHosts',
        MetricName: 'RunnerWorking',
        Dimensions: [{ Name: 'Group', Value: 'production-runner-host-arm64' }],
      },
    );
    await authorization('0');
    expect(readFileSync(join(folder, 'systemctl.log'), 'utf8')).toBe('is-active --quiet gitlab-runner.service\n');
  });

  test('watch ends the runner when the host is to go, and then says that it may', async () => {
    around.metadata.set('autoscaling/target-lifecycle-state', 'Terminated');
    around.calls.length = 0;
    expect(await host(everybody, 'watch')).toEqual({ succeeds: true, output: '' });
    expect(readFileSync(join(folder, 'systemctl.log'), 'utf8')).toMatch(/\nstop gitlab-runner\.service\n$/);
    expect(Object.fromEntries(new URLSearchParams(around.calls.at(-1)))).toEqual({
      Action: 'CompleteLifecycleAction',
      Version: '2011-01-01',
      LifecycleHookName: 'end-jobs',
      AutoScalingGroupName: 'production-runner-host-arm64',
      LifecycleActionResult: 'CONTINUE',
      InstanceId: around.metadata.get('instance-id'),
    });
  });

  test('leave has the group put another host in the place of this one', async () => {
    expect(await host(releases, 'leave')).toEqual({ succeeds: true, output: '' });
    await authorization('1000');
    expect(await instanceId()).toMatch(/^i-/);
    expect(await instanceId()).not.toBe(around.metadata.get('instance-id'));
  });
});
