import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { hostProgramFile } from '../../constructs/hosts/host-program';
import { settingParts } from '../../constructs/hosts/setting-parts';
import { settingsSecretsFile, settingsTask } from '../../constructs/hosts/settings-task';
import { hostSpecs } from '../../lib/platform/machines';
import { load } from '../support/environment-folder';
import { fullEnvironment } from '../support/full-environment';
import { withOwnMail } from '../support/with-own-mail';
import { startAws, type Aws, type Call } from './support/aws';
import { debianPackages } from './support/debian';
import { startEmulator, type Emulator } from './support/emulator';
import { HostSurroundings } from './support/instance-metadata';
import { pythonOf } from './support/python';
import { noAccount, type Variables } from './support/variables';

const machines = [fullEnvironment, withOwnMail].flatMap((files) =>
  hostSpecs(load(files).environment, 'Z0EXAMPLE123COMMONS45').flatMap((host) => host.machines),
);
const folder = mkdtempSync(join(tmpdir(), 'commons-host-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (program: string, args: readonly string[], variables: Variables) =>
  new Promise<{ readonly succeeds: boolean; readonly output: string }>((resolved) => {
    const env = { PATH: process.env.PATH ?? '', HOME: folder, ...variables };
    execFile(program, args, { cwd: folder, env, encoding: 'utf8', timeout: 30_000 }, (error, stdout, stderr) =>
      resolved({ succeeds: error === null, output: stdout + stderr }),
    );
  });

function fileOf(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('the schema of cloud-init', () => {
  let schema: string;
  beforeAll(() => {
    const { root } = debianPackages(['cloud-init']);
    schema = join(root, 'usr/lib/python3/dist-packages/cloudinit/config/schemas/schema-cloud-config-v1.json');
  }, 300_000);
  const check = (text: string) =>
    run(pythonOf('gitlab'), ['-m', 'check_jsonschema', '--schemafile', schema, fileOf('user-data.yaml', text)], {});

  test.each(machines.map(({ machine, userData }) => ({ machine, userData })))(
    'takes the first boot of $machine',
    async ({ userData }) => {
      expect(await check(userData)).toEqual({ succeeds: true, output: 'ok -- validation done\n' });
    },
  );

  test.each([
    ['a module that it does not have', 'runcmd:', 'runcmds:'],
    ['permissions that are a number', "permissions: '0755'", 'permissions: 755'],
    ['an answer that is neither yes nor no', 'disable_root: true', 'disable_root: perhaps'],
  ])('would not take %s', async (_, from, to) => {
    const [{ userData } = { userData: '' }] = machines;
    expect(userData).toContain(from);
    expect(await check(userData.replace(from, to))).toMatchObject({ succeeds: false });
  });
});

const bootSchema = z.looseObject({
  write_files: z.array(z.looseObject({ path: z.string(), content: z.string() })),
});

/** Text of a file that the first boot of `mirror-a` writes. */
const written = (path: string): string =>
  bootSchema.parse(parse(machines[0]?.userData ?? '')).write_files.find((file) => file.path === path)?.content ?? '';

describe('the program of a host, in front of AWS that looks at signatures', () => {
  const region = 'us-east-1';
  const zone = `${region}a`;
  let emulator: Emulator;
  let aws: Aws;
  let around: HostSurroundings;
  let machine: string;

  const ask = async (service: string, operation: string, parameters: Call['parameters'], query: string) => {
    const [answer] = await aws.ask(region, [{ service, operation, parameters, query }]);
    if (answer === undefined || 'error' in answer) throw new Error(JSON.stringify(answer));
    return answer.answer;
  };
  /** After how many further calls the emulator asks who calls. */
  const authorization = async (calls: string) => {
    await fetch(`http://127.0.0.1:${emulator.port}/moto-api/reset-auth`, { method: 'POST', body: calls });
  };
  /** A call without rights, as people make it. */
  const byPeople: typeof ask = async (...args) => {
    await authorization('1000');
    const answer = await ask(...args);
    await authorization('0');
    return answer;
  };
  const disk = async (path: string, host = 'mirror-a') => {
    const tags = { 'commons-platform/host': host, 'commons-platform/path': path };
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const asked = { AvailabilityZone: zone, Size: 8, TagSpecifications: [{ ResourceType: 'volume', Tags }] };
    const id = z.string().parse(await byPeople('ec2', 'create_volume', asked, 'VolumeId'));
    mkdirSync(join(folder, 'root/dev/disk/by-id'), { recursive: true });
    fileOf(`root/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${id.replaceAll('-', '')}`, 'empty');
    return id;
  };
  const holder = (VolumeId: string) =>
    byPeople('ec2', 'describe_volumes', { VolumeIds: [VolumeId] }, 'Volumes[0].Attachments[0].InstanceId');
  const newMachine = async () => {
    const asked = { ImageId: 'ami-12c6146b', InstanceType: 't3.large', MinCount: 1, MaxCount: 1 };
    const placed = { ...asked, Placement: { AvailabilityZone: zone } };
    return z.string().parse(await byPeople('ec2', 'run_instances', placed, 'Instances[0].InstanceId'));
  };
  const log = () => readFileSync(join(folder, 'tools.log'), 'utf8');
  const host = (command: string, changes: Variables = {}) => {
    writeFileSync(join(folder, 'tools.log'), '');
    return run(pythonOf('aws'), [fileOf('commons_host.py', written(hostProgramFile)), command], {
      ...noAccount,
      PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`,
      COMMONS_HOST_SETTINGS: fileOf('settings.json', written('/etc/commons-host.json')),
      COMMONS_HOST_ROOT: join(folder, 'root'),
      COMMONS_HOST_PAUSE: '0.2',
      AWS_EC2_METADATA_SERVICE_ENDPOINT: around.endpoint,
      AWS_ENDPOINT_URL: around.endpoint,
      ...changes,
    });
  };

  beforeAll(async () => {
    emulator = await startEmulator({ account: '111122223333' });
    aws = startAws(emulator.variables);
    around = await new HostSurroundings(emulator.port, /never/).start();
    // The emulator takes the name by which a service signs for the one that IAM knows.
    const actions = [
      'ec2:DescribeVolumes',
      'ec2:AttachVolume',
      'secretsmanager:GetSecretValue',
      'monitoring:PutMetricData',
      'ssm:GetParametersByPath',
    ];
    const allow = { Effect: 'Allow', Action: actions, Resource: '*' };
    const trust = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
    const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const RoleName = 'host';
    await ask('iam', 'create_role', { RoleName, AssumeRolePolicyDocument: document(trust) }, 'Role.Arn');
    const policy = { RoleName, PolicyName: 'permissions', PolicyDocument: document(allow) };
    await ask('iam', 'put_role_policy', policy, '@');
    const role = { RoleArn: `arn:aws:iam::111122223333:role/${RoleName}`, RoleSessionName: 'host' };
    const told = await ask(
      'sts',
      'assume_role',
      role,
      'Credentials.{AccessKeyId: AccessKeyId, SecretAccessKey: SecretAccessKey, Token: SessionToken}',
    );
    around.giveRole(
      RoleName,
      z.object({ AccessKeyId: z.string(), SecretAccessKey: z.string(), Token: z.string() }).parse(told),
    );
    around.metadata.set('placement/region', region);
    machine = await newMachine();
    around.metadata.set('instance-id', machine);
    mkdirSync(join(folder, 'bin'));
    // A disk is a file here, which says what file system it has.
    const tools = {
      blkid: 'for last; do :; done\ngrep -q ext4 "$last" && echo ext4 && exit 0\ngrep -q odd "$last" && exit 8\nexit 2',
      'mkfs.ext4': 'for last; do :; done\necho ext4 >"$last"',
      findmnt: 'exit 1',
      mount: '',
      resize2fs: '',
      restorecon: '',
      systemctl: '',
    };
    for (const [name, script] of Object.entries(tools)) {
      const text = `#!/bin/sh\necho ${name} "$@" >>"$HOME/tools.log"\n${script}\n`;
      writeFileSync(join(folder, 'bin', name), text, { mode: 0o755 });
    }
  });
  afterAll(async () => {
    aws.stop();
    await around.stop();
    await emulator.stop();
  });

  const path = join(folder, 'srv/mirror');
  let files: string;

  test('takes its own disk, makes a file system on it, and writes secrets for root alone', async () => {
    files = await disk(path);
    const other = await disk('/srv/other', 'mirror-b');
    const secret = { Name: 'testing/hosts/mirror/upstream-password', SecretString: 'of the upstream' };
    await byPeople('secretsmanager', 'create_secret', secret, 'Name');
    expect(await host('prepare')).toMatchObject({ succeeds: true });
    expect([await holder(files), await holder(other)]).toEqual([machine, null]);
    const names = [...log().matchAll(/^(\S+)/gm)].map(([, name]) => name);
    expect(names).toEqual(['findmnt', 'blkid', 'mkfs.ext4', 'mount', 'resize2fs', 'restorecon']);
    const file = join(folder, 'root/run/commons-host/secrets/upstream-password');
    expect(readFileSync(file, 'utf8')).toBe('of the upstream');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
  });

  test('formats nothing that has a file system', async () => {
    expect(await host('prepare')).toMatchObject({ succeeds: true });
    expect(log()).not.toContain('mkfs');
    expect(log()).toContain(`mount `);
  });

  test('waits until the machine before has let its disk go', async () => {
    const next = await newMachine();
    around.metadata.set('instance-id', next);
    const waiting = host('prepare');
    await new Promise((resolved) => setTimeout(resolved, 1500));
    expect(await holder(files)).toBe(machine);
    await byPeople('ec2', 'detach_volume', { VolumeId: files, InstanceId: machine }, 'State');
    const { succeeds, output } = await waiting;
    expect(succeeds).toBe(true);
    expect(output).toContain(`${files} is not free yet: ${machine}`);
    expect(await holder(files)).toBe(next);
    expect(log()).not.toContain('mkfs');
  });

  test('touches nothing when two disks are for one folder', async () => {
    const second = await disk(path);
    const { succeeds, output } = await host('prepare');
    expect(succeeds).toBe(false);
    expect(output).toMatch(/are both for .*: take the tag commons-platform\/host off the one that is not wanted/);
    expect(log()).toBe('');
    await byPeople('ec2', 'delete_volume', { VolumeId: second }, '@');
  });

  test('touches nothing that blkid does not understand', async () => {
    const odd = await disk(join(folder, 'srv/odd'));
    fileOf(`root/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${odd.replaceAll('-', '')}`, 'odd');
    const { succeeds, output } = await host('prepare');
    expect(succeeds).toBe(false);
    expect(output).toContain('has neither ext4 nor xfs, but something unknown: nothing was changed');
    expect(log()).not.toContain('mkfs');
  });

  test('settings are taken from Parameter Store, however many, and secrets without a value are left out', async () => {
    const long = `${'x'.repeat(70)}\n`.repeat(200);
    const asked = { path: '/testing/hosts/mx/settings', apply: ['systemctl', 'applied'] };
    const secrets = { held: 'testing/hosts/mirror/upstream-password', absent: 'testing/hosts/mirror/absent' };
    const texts = {
      '/etc/some.conf': 'a = 1\n',
      '/etc/long.conf': long,
      '/usr/local/sbin/some': '#!/bin/sh\n',
      [settingsSecretsFile]: JSON.stringify(secrets),
      ...Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`/etc/many/${index}`, `${index}\n`])),
    };
    for (const [file, text] of Object.entries(texts)) {
      for (const { name, value } of settingParts(file, text))
        await byPeople(
          'ssm',
          'put_parameter',
          { Name: `${asked.path}${name}`, Value: value, Type: 'String' },
          'Version',
        );
    }
    const task = settingsTask(asked);
    const settings = { ...z.looseObject({}).parse(JSON.parse(written('/etc/commons-host.json'))), ...task.settings };
    fileOf('commons_host.py', written(hostProgramFile));
    const program = fileOf('commons-host-settings', task.files['/usr/local/sbin/commons-host-settings'] ?? '');
    const take = () =>
      run(pythonOf('aws'), [program], {
        ...noAccount,
        PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`,
        COMMONS_HOST_SETTINGS: fileOf('settings.json', JSON.stringify(settings)),
        COMMONS_HOST_ROOT: join(folder, 'root'),
        COMMONS_HOST_PAUSE: '0.2',
        AWS_EC2_METADATA_SERVICE_ENDPOINT: around.endpoint,
        AWS_ENDPOINT_URL: around.endpoint,
      });
    writeFileSync(join(folder, 'tools.log'), '');
    const { succeeds, output } = await take();
    expect(output).toContain('testing/hosts/mirror/absent: secretsmanager answers 40');
    expect(succeeds).toBe(true);
    const place = (file: string) => join(folder, 'root', file);
    expect(readFileSync(place('/etc/long.conf'), 'utf8')).toBe(long);
    expect(readFileSync(place('/etc/many/24'), 'utf8')).toBe('24\n');
    expect(statSync(place('/etc/some.conf')).mode & 0o777).toBe(0o644);
    expect(statSync(place('/usr/local/sbin/some')).mode & 0o777).toBe(0o755);
    expect(readFileSync(place('/run/commons-host/secrets/held'), 'utf8')).toBe('of the upstream');
    expect(log()).toBe('systemctl applied\n');
    const before = statSync(place('/etc/some.conf')).ino;
    await take();
    expect(statSync(place('/etc/some.conf')).ino).toBe(before);
  });

  test('a call that is signed with another key is refused', async () => {
    const other = await new HostSurroundings(emulator.port, /never/).start();
    for (const [key, text] of around.metadata) other.metadata.set(key, text.replace(/("SecretAccessKey":")./, '$1_'));
    const { succeeds, output } = await host('report', { AWS_EC2_METADATA_SERVICE_ENDPOINT: other.endpoint });
    expect(succeeds).toBe(false);
    expect(output).toContain('monitoring answers 403');
    await other.stop();
  });

  test('report tells CloudWatch how it is', async () => {
    expect(await host('report')).toEqual({ succeeds: true, output: '' });
    const metrics = await byPeople(
      'cloudwatch',
      'list_metrics',
      { Namespace: 'CommonsPlatform/Hosts' },
      'sort_by(Metrics, &MetricName)[].[MetricName, Dimensions[0].Name, Dimensions[0].Value]',
    );
    expect(metrics).toEqual([
      ['DiskUsed', 'Host', 'mirror-a'],
      ['Ready', 'Host', 'mirror-a'],
    ]);
    expect(log()).toBe('systemctl is-active --quiet commons-host.service\n');
  });
});
