import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { directoryStart } from '../../constructs/directory/directory-start';
import { replicaProgram } from '../../constructs/directory/replica-program';
import { upkeepProgram } from '../../constructs/directory/upkeep-program';
import { hostProgram } from '../../constructs/hosts/host-program';
import { HttpServer } from './directory/http-server';
import { startAws, type Aws, type Call } from './support/aws';
import { startEmulator, type Emulator } from './support/emulator';
import { HostSurroundings } from './support/instance-metadata';
import { pythonOf } from './support/python';
import { noAccount } from './support/variables';

const region = 'us-east-1';
const bucket = 'testing-directory-backups';
const folder = mkdtempSync(join(tmpdir(), 'commons-directory-'));
const root = join(folder, 'root');
const passwords = { manager: 'manager-of-the-tests', administrator: 'administrator-of-the-tests', keycloak: 'reader' };

let emulator: Emulator;
let aws: Aws;
let around: HostSurroundings;
let other: HttpServer;

const ask = async (service: string, operation: string, parameters: Call['parameters'], query: string) => {
  const [answer] = await aws.ask(region, [{ service, operation, parameters, query }]);
  if (answer === undefined || 'error' in answer) throw new Error(JSON.stringify(answer));
  return answer.answer;
};

const log = () => readFileSync(join(folder, 'tools.log'), 'utf8');
const web = join(root, 'etc/httpd/conf.d/commons-directory.conf');

function tool(name: string, script = ''): void {
  const text = `#!/bin/sh\necho ${name} "$@" >>"$HOME/tools.log"\n${script}\n`;
  writeFileSync(join(folder, 'bin', name), text, { mode: 0o755 });
}

/** Runs a command of the replica `idm-b`, whose other one is the httpd of these tests. */
function replica(command: string, { founds = false, endpoint = around.endpoint } = {}) {
  writeFileSync(join(folder, 'tools.log'), '');
  const directory = {
    domain: 'commons.example',
    host: 'idm-b.commons.example',
    others: [`127.0.0.1:${other.port}`],
    web: 'idm.commons.example',
    founds,
    bucket,
    program: '/testing/directory/program',
  };
  const settings = join(folder, 'settings.json');
  writeFileSync(settings, JSON.stringify({ machine: 'idm-b', secrets: {}, namespace: 'Testing', directory }));
  const env = {
    ...noAccount,
    HOME: folder,
    PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`,
    COMMONS_HOST_SETTINGS: settings,
    COMMONS_HOST_ROOT: root,
    COMMONS_HOST_PAUSE: '0.2',
    AWS_EC2_METADATA_SERVICE_ENDPOINT: endpoint,
    AWS_ENDPOINT_URL: around.endpoint,
  };
  return new Promise<{ readonly succeeds: boolean; readonly output: string }>((resolved) => {
    const words = [join(folder, 'commons-directory'), command];
    execFile(pythonOf('aws'), words, { cwd: folder, env, encoding: 'utf8', timeout: 60_000 }, (error, stdout, stderr) =>
      resolved({ succeeds: error === null, output: stdout + stderr }),
    );
  });
}

beforeAll(async () => {
  for (const path of ['bin', 'root/etc/httpd/conf.d', 'root/run/commons-host/secrets', 'root/var/lib/ipa/backup'])
    mkdirSync(join(folder, path), { recursive: true });
  for (const [name, text] of Object.entries({ 'commons_host.py': hostProgram, 'commons-directory': directoryStart }))
    writeFileSync(join(folder, name), text);
  for (const [name, text] of Object.entries(passwords))
    writeFileSync(join(root, 'run/commons-host/secrets', name), text);
  for (const name of ['ldapmodify', 'systemctl', 'ipa-server-install', 'ipa-replica-install']) tool(name);
  other = await HttpServer.create(resolve('node_modules/.cache/directory/httpd'), 'idm-a.commons.example');
  await other.start();

  emulator = await startEmulator({ account: '111122223333' });
  aws = startAws(emulator.variables);
  around = await new HostSurroundings(emulator.port, /never/).start();
  around.giveRole('host', { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', SecretAccessKey: 'secret', Token: 'token' });
  around.metadata.set('placement/region', region);
  for (const [part, Value] of Object.entries({ replica: replicaProgram, upkeep: upkeepProgram }))
    await ask('ssm', 'put_parameter', { Name: `/testing/directory/program/${part}`, Type: 'String', Value }, 'Version');
  await ask('s3', 'create_bucket', { Bucket: bucket, ObjectLockEnabledForBucket: true }, '@');
}, 300_000);

afterAll(async () => {
  other.stop();
  aws.stop();
  await around.stop();
  await emulator.stop();
  rmSync(folder, { recursive: true, force: true });
});

const balancer = { host: 'idm.commons.example', referer: 'https://idm.commons.example/ipa/ui/' };

describe('httpd of a replica', () => {
  test('sends everybody elsewhere who asks by another name, while it is not complete', async () => {
    expect(await other.ask('/ipa/config/ca.crt', { host: 'idm.commons.example' })).toBe(301);
    expect(await other.ask('/ipa/config/ca.crt', { host: '10.0.24.10' })).toBe(301);
  });
});

describe('a new machine', () => {
  test('waits until another replica is complete, then joins it, and its passwords are in no log', async () => {
    const installing = replica('install');
    await pause(3000);
    expect(log()).toBe('');
    const settings = 'RequestHeader set Host "idm-a.commons.example" early\n';
    await other.complete(settings);
    const { succeeds, output } = await installing;
    expect(succeeds).toBe(true);
    expect(output).toContain('no other replica is complete; next attempt');
    const [join_ = '', ...then] = log().trim().split('\n');
    expect(join_.split(' ')).toEqual([
      'ipa-replica-install',
      '--setup-ca',
      '--skip-conncheck',
      '--force-join',
      '--principal=admin',
      `--server=127.0.0.1:${other.port}`,
      `--admin-password=${passwords.administrator}`,
      '--unattended',
      '--no-ntp',
      '--hostname=idm-b.commons.example',
      '--domain=commons.example',
      '--realm=COMMONS.EXAMPLE',
    ]);
    expect(then.map((line) => line.split(' ')[0])).toEqual(['ldapmodify', 'systemctl']);
    for (const password of Object.values(passwords)) expect(output).not.toContain(password);
  });

  test('does not join again when it starts again', async () => {
    expect(await replica('install')).toMatchObject({ succeeds: true });
    expect(log()).not.toContain('ipa-');
  });

  test('takes off what failed, and tries again', async () => {
    rmSync(web);
    tool('ipa-replica-install', 'test -e "$HOME/failed" || { touch "$HOME/failed"; exit 1; }');
    const { succeeds, output } = await replica('install');
    expect(succeeds).toBe(true);
    expect(output).toContain('ipa-replica-install failed, see /var/log; next attempt');
    expect(output).not.toContain(passwords.administrator);
    const installs = log()
      .split('\n')
      .filter((line) => line.startsWith('ipa-'))
      .map((line) => line.split(' ').slice(0, 2).join(' '));
    expect(installs).toEqual([
      'ipa-replica-install --setup-ca',
      'ipa-server-install --uninstall',
      'ipa-replica-install --setup-ca',
    ]);
  });

  test('makes no realm while another replica is complete, whatever its settings say', async () => {
    rmSync(web);
    expect(await replica('install', { founds: true })).toMatchObject({ succeeds: true });
    expect(log()).toMatch(/^ipa-replica-install /);
  });

  test('makes the realm if it is the first one and no other answers', async () => {
    rmSync(web);
    other.stop();
    await pause(300);
    expect(await replica('install', { founds: true })).toMatchObject({ succeeds: true });
    expect(log()).toContain(
      `ipa-server-install --ds-password=${passwords.manager} --admin-password=${passwords.administrator} --unattended`,
    );
    await other.start();
  });

  test('what it wrote makes an httpd answer for the balancer as for itself, and for no other page', async () => {
    const written = readFileSync(web, 'utf8').replaceAll('idm-b.', 'idm-a.');
    await other.complete(written);
    expect(await other.ask('/ipa/session/json', balancer)).toBe(200);
    expect(await other.ask('/ipa/config/ca.crt', { host: '10.0.24.10' })).toBe(200);
    expect(await other.ask('/ipa/session/json', { ...balancer, referer: 'https://evil.example/ipa/ui/' })).toBe(403);
    expect(
      await other.ask('/ipa/session/json', { ...balancer, referer: 'https://idm.commons.example.evil.example/ipa/' }),
    ).toBe(403);
    expect(await other.ask('/ipa/session/json', { host: balancer.host })).toBe(403);
  });
});

describe('a backup', () => {
  const backups = join(root, 'var/lib/ipa/backup');
  beforeAll(() => {
    tool(
      'ipa-backup',
      `mkdir -p ${backups}/ipa-full-2026-11-30-03-17-01 && echo everything >${backups}/ipa-full-2026-11-30-03-17-01/ipa-full.tar`,
    );
  });
  const stored = () => ask('s3', 'list_objects_v2', { Bucket: bucket }, 'Contents[].Key');

  test('is in the bucket, with the checksum of what it is, and no longer here', async () => {
    expect(await replica('backup')).toEqual({ succeeds: true, output: '' });
    const Key = 'idm-b/ipa-full-2026-11-30-03-17-01.tar';
    expect(await stored()).toEqual([Key]);
    // S3 takes nothing into a locked bucket without it, which the emulator does not know.
    const sha256 = createHash('sha256')
      .update(around.calls.at(-1) ?? '')
      .digest('base64');
    expect(around.headers.at(-1)).toMatchObject({ 'x-amz-checksum-sha256': sha256 });
    expect(readdirSync(backups)).toEqual([]);
  });

  test('that S3 does not take is a failure, and does not fill the disk', async () => {
    const nowhere = await new HostSurroundings(emulator.port, /never/).start();
    const { succeeds } = await replica('backup', { endpoint: nowhere.endpoint });
    await nowhere.stop();
    expect(succeeds).toBe(false);
    expect(readdirSync(backups)).toEqual([]);
    expect(existsSync(join(root, 'run/commons-directory/replica.py'))).toBe(true);
  });
});
