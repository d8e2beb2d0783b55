import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { hostProgram } from '../../constructs/hosts/host-program';
import { peopleBoot } from '../../constructs/hosts/people-boot';
import { startAws, type Aws, type Call } from './support/aws';
import { debianPackages, type DebianPackages } from './support/debian';
import { startEmulator, type Emulator } from './support/emulator';
import { HostSurroundings } from './support/instance-metadata';
import { pythonOf } from './support/python';
import { noAccount, type Variables } from './support/variables';

const folder = mkdtempSync(join(tmpdir(), 'commons-people-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const parameters = '/testing/people';
const host = peopleBoot({ parameters, use: 'log-in' }).task.files;
const bastion = peopleBoot({ parameters, use: { leadsTo: ['mirror-a.internal.commons.example'] } }).task.files;

const run = (program: string, args: readonly string[], variables: Variables = {}) =>
  new Promise<{ readonly succeeds: boolean; readonly output: string }>((resolved) => {
    const env = { PATH: process.env.PATH ?? '', HOME: folder, ...variables };
    execFile(program, args, { cwd: folder, env, encoding: 'utf8', timeout: 60_000 }, (error, stdout, stderr) =>
      resolved({ succeeds: error === null, output: stdout + stderr }),
    );
  });
const fileOf = (name: string, text: string, mode = 0o644) => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text, { mode });
  return join(folder, name);
};

describe('what Debian’s own programs make of the settings', () => {
  let debian: DebianPackages;
  let hostKey: string;
  /** As root of a namespace where the account of sshd and its folder are, which this machine may not have. */
  const apart = 'mount --bind "$0" /etc/passwd; mount -t tmpfs tmpfs /run; mkdir /run/sshd; exec "$@"';
  const debianRun = (program: string, ...args: readonly string[]) => {
    const [loader, , libraries = '', ...words] = debian.command(program);
    const passwd = fileOf('passwd', 'root:x:0:0::/root:/bin/sh\nsshd:x:100:65534::/run/sshd:/usr/sbin/nologin\n');
    const path = ['--library-path', `${libraries}:${join(debian.root, 'usr/libexec/sudo')}`];
    const inside = ['sh', '-c', apart, passwd, loader, ...path, ...words, ...args];
    return run('unshare', ['--user', '--map-root-user', '--mount', ...inside]);
  };
  beforeAll(async () => {
    debian = debianPackages(['openssh-server', 'openssh-client', 'sudo'], 'with-dependencies');
    hostKey = join(folder, 'host-key');
    expect(await debianRun('usr/bin/ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', hostKey)).toMatchObject({
      succeeds: true,
    });
  }, 300_000);

  /** What sshd would do, of its settings and ours before them, as Debian includes them. */
  const effective = async (text: string) => {
    const config = fileOf(
      'sshd_config',
      `${text}HostKey ${hostKey}\nPasswordAuthentication yes\nPermitRootLogin yes\n`,
    );
    const { succeeds, output } = await debianRun('usr/sbin/sshd', '-T', '-f', config);
    return { succeeds, lines: output.split('\n') };
  };
  const config = '/etc/ssh/sshd_config.d/01-commons.conf';

  test('sshd takes keys of people alone, whatever follows, and the bastion leads nowhere else', async () => {
    const closed = [
      'passwordauthentication no',
      'kbdinteractiveauthentication no',
      'permitrootlogin no',
      'authenticationmethods publickey',
      'authorizedkeysfile /etc/ssh/people/%u',
      'allowgroups commons-people',
      'loglevel VERBOSE',
    ];
    expect((await effective(host[config] ?? '')).lines).toEqual(
      expect.arrayContaining([...closed, 'allowtcpforwarding no', 'permittty yes']),
    );
    expect((await effective(bastion[config] ?? '')).lines).toEqual(
      expect.arrayContaining([
        ...closed,
        'allowtcpforwarding local',
        'permitopen mirror-a.internal.commons.example:22',
        'permittty no',
        'forcecommand /usr/sbin/nologin',
      ]),
    );
  });

  test('sshd would not take a keyword that it does not have', async () => {
    expect(await effective((host[config] ?? '').replace('AllowGroups', 'AllowGroup'))).toMatchObject({
      succeeds: false,
    });
  });

  test('sudo takes its rules, and would not take a setting that it does not have', async () => {
    const check = (text: string) => debianRun('usr/sbin/visudo', '--check', '--file', fileOf('sudoers', text, 0o440));
    const rules = host['/etc/sudoers.d/commons-people'] ?? '';
    expect(await check(rules)).toMatchObject({ succeeds: true });
    rmSync(join(folder, 'sudoers'));
    expect((await check(rules.replace('iolog_dir', 'iolog_folder'))).output).toContain('unknown defaults entry');
  });
});

describe('the program that keeps accounts', () => {
  const region = 'us-east-1';
  let emulator: Emulator;
  let aws: Aws;
  let around: HostSurroundings;
  const ask = async (operation: string, asked: Call['parameters']) => {
    const [answer] = await aws.ask(region, [{ service: 'ssm', operation, parameters: asked, query: '@' }]);
    if (answer === undefined || 'error' in answer) throw new Error(JSON.stringify(answer));
  };
  const put = (name: string, ...keys: readonly string[]) =>
    ask('put_parameter', {
      Name: `${parameters}/${name}`,
      Value: JSON.stringify({ keys }),
      Type: 'String',
      Overwrite: true,
    });
  const log = () => readFileSync(join(folder, 'tools.log'), 'utf8').trimEnd().split('\n');
  const keep = () => {
    writeFileSync(join(folder, 'tools.log'), '');
    return run(pythonOf('aws'), [join(folder, 'sbin/commons-people')], {
      ...noAccount,
      PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`,
      COMMONS_HOST_SETTINGS: fileOf('settings.json', JSON.stringify({ machine: 'mirror-a', people: parameters })),
      COMMONS_HOST_ROOT: join(folder, 'root'),
      AWS_EC2_METADATA_SERVICE_ENDPOINT: around.endpoint,
      AWS_ENDPOINT_URL: around.endpoint,
    });
  };
  const keysOf = (name: string) => join(folder, 'root/etc/ssh/people', name);

  beforeAll(async () => {
    emulator = await startEmulator({ account: '111122223333' });
    aws = startAws(emulator.variables);
    around = await new HostSurroundings(emulator.port, /never/).start();
    around.giveRole('host', { AccessKeyId: 'AKIA', SecretAccessKey: 'x', Token: 't' });
    around.metadata.set('placement/region', region);
    fileOf('sbin/commons_host.py', hostProgram, 0o755);
    fileOf('sbin/commons-people', host['/usr/local/sbin/commons-people'] ?? '', 0o755);
    for (const tool of ['groupadd', 'useradd', 'usermod', 'loginctl'])
      fileOf(`bin/${tool}`, `#!/bin/sh\necho ${tool} "$@" >>"$HOME/tools.log"\n`, 0o755);
  });
  afterAll(async () => {
    aws.stop();
    await around.stop();
    await emulator.stop();
  });

  test('makes an account with its keys for each person, also beyond the first page', async () => {
    for (let turn = 1; turn <= 12; turn += 1) await put(`person-${turn}`, `ssh-ed25519 key-${turn}`);
    expect(await keep()).toMatchObject({ succeeds: true });
    expect(log().filter((line) => line.startsWith('useradd'))).toHaveLength(12);
    expect(log()).toContain('groupadd --system commons-people');
    expect(readFileSync(keysOf('person-12'), 'utf8')).toBe('ssh-ed25519 key-12\n');
  });

  test('takes another key at once, and key, sessions and account from whoever has left', async () => {
    await put('person-1', 'ssh-ed25519 another', 'ssh-ed25519 further');
    await ask('delete_parameter', { Name: `${parameters}/person-2` });
    expect(await keep()).toMatchObject({ succeeds: true });
    expect(readFileSync(keysOf('person-1'), 'utf8')).toBe('ssh-ed25519 another\nssh-ed25519 further\n');
    expect(existsSync(keysOf('person-2'))).toBe(false);
    expect(log()).toEqual(
      expect.arrayContaining(['loginctl terminate-user person-2', 'usermod --lock --expiredate 1 --groups  person-2']),
    );
  });

  test('touches no account that it has not made', async () => {
    await put('root', 'ssh-ed25519 of-nobody');
    const { output } = await keep();
    expect(output).toContain('root is an account of somebody else here');
    expect(existsSync(keysOf('root'))).toBe(false);
    expect(z.string().parse(log().find((line) => line.includes('root')) ?? 'none')).toBe('none');
  });

  test('goes on with others when one fails, and fails in the end', async () => {
    await ask('delete_parameter', { Name: `${parameters}/root` });
    await put('aaa-refused', 'ssh-ed25519 refused');
    await put('zzz-behind', 'ssh-ed25519 behind');
    fileOf('bin/useradd', '#!/bin/sh\ncase "$*" in *aaa-refused) exit 9 ;; esac\n', 0o755);
    const { succeeds, output } = await keep();
    expect(succeeds).toBe(false);
    expect(output).toContain('aaa-refused: ');
    expect(existsSync(keysOf('aaa-refused'))).toBe(false);
    expect(readFileSync(keysOf('zzz-behind'), 'utf8')).toBe('ssh-ed25519 behind\n');
  });

  test('takes keys from nobody while AWS does not answer', async () => {
    around.metadata.delete('placement/region');
    expect(await keep()).toMatchObject({ succeeds: false });
    expect(existsSync(keysOf('person-1'))).toBe(true);
  });
});
