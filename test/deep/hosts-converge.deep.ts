import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { renderHosts } from '../../bin/render-hosts';
import { hostSpecs } from '../../lib/platform/machines';
import type { Environment } from '../../model/environment';
import { DebianMachine } from './hosts/debian-machine';
import { Engineers } from './hosts/engineers';
import { firingAlerts } from './hosts/firing-alerts';
import { keptEnvironment } from './hosts/kept-environment';

/**
 * A fresh Debian with its own systemd converges by what its user data has written, from commits of a repository beside it: the real Git,
 * GnuPG, Ansible, packages and node exporter. What only RHEL has is linted, and not run: dnf, EPEL, its names of services.
 */
const bootSchema = z.looseObject({
  write_files: z.array(z.looseObject({ path: z.string(), content: z.string(), permissions: z.string() })),
});

let machine: DebianMachine;
let engineers: Engineers;
let environment: Environment;
let repository: string;

const rendered = (...path: readonly string[]) => join(repository, 'rendered/testing/hosts', ...path);

/** Renders what the environment of these engineers is, into the repository. */
function render(names: readonly string[]): void {
  rmSync(join(repository, 'environments'), { recursive: true, force: true });
  rmSync(join(repository, 'rendered'), { recursive: true, force: true });
  const loaded = keptEnvironment(repository, Object.fromEntries(names.map((name) => [name, engineers.key(name)])));
  environment = loaded.environment;
  renderHosts(loaded, rendered());
}

const converge = () => machine.run('systemctl', 'start', 'commons-converge.service');
const journal = async () => (await machine.run('journalctl', '--unit', 'commons-converge', '--output', 'cat')).output;

/** What the node exporter answers where a Probe asks it, as lines of the project's own series. */
async function series(): Promise<readonly string[]> {
  const url = 'http://127.0.0.1:9100/metrics?target=mail-a';
  const { output } = await machine.run('curl', '--fail', '--silent', url);
  return output.split('\n').filter((line) => /^(commons_|node_textfile_)/.test(line));
}

const value = async (name: string): Promise<number> =>
  Number((await series()).find((line) => line.startsWith(`${name} `))?.split(' ')[1]);

const checked = async (name: string, kind: string): Promise<number | undefined> => {
  const found = (await series()).find((line) => line.startsWith(`commons_check_${name}{check="${kind}"`));
  return found === undefined ? undefined : Number(found.split(' ')[1]);
};

beforeAll(async () => {
  machine = await DebianMachine.start('trixie', 'mail-a');
  repository = join(machine.root, 'srv/repository');
  mkdirSync(repository);
  engineers = new Engineers(repository, ['ada', 'grace', 'gitlab']);
  render(['ada']);
  const [spec] = hostSpecs(environment, 'Z0EXAMPLE123COMMONS45').flatMap((host) => host.machines);
  for (const { path, content, permissions } of bootSchema.parse(parse(spec?.userData ?? '')).write_files) {
    const file = join(machine.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, Number.parseInt(permissions, 8));
  }
  const address = environment.repository.url;
  writeFileSync(
    join(machine.root, 'etc/gitconfig'),
    `[url "/srv/repository"]\n\tinsteadOf = ${address}\n[safe]\n\tdirectory = *\n`,
  );
  // The tests say when it converges, also where they run at that minute of an hour.
  const never = join(machine.root, 'etc/systemd/system/commons-converge.timer.d/never.conf');
  mkdirSync(dirname(never), { recursive: true });
  writeFileSync(never, '[Timer]\nOnCalendar=\nOnCalendar=2099-01-01\n');
  await machine.run('systemctl', 'daemon-reload');
}, 900_000);
afterAll(async () => {
  engineers.remove();
  await machine.stop();
});

test.each([
  ['nobody', undefined],
  ['a key that may not deliver', 'gitlab'],
])('nothing is done that %s has signed', async (_, signer) => {
  const commit = engineers.deliver(signer);
  expect((await converge()).code).not.toBe(0);
  expect(await journal()).toContain(`${commit} is not signed by anybody who may deliver: this machine stays as it is`);
  expect(await machine.read('/var/lib/commons-metrics/fetch.prom')).toContain('commons_converge_refused 1\n');
  expect(await machine.read('/var/lib/commons-converge/taken')).toBe('');
  expect(await machine.read('/etc/chrony/chrony.conf')).toBe('');
});

test('a machine becomes what an engineer has signed', async () => {
  engineers.deliver('ada');
  const { code } = await converge();
  expect({ code, log: code === 0 ? '' : await journal() }).toEqual({ code: 0, log: '' });
  const services = ['chrony', 'ssh', 'rsyslog', 'commons-exporter', 'postfix'];
  const timers = ['commons-checks', 'commons-converge', 'commons-reboot', 'apt-daily-upgrade'].map(
    (name) => `${name}.timer`,
  );
  const { output } = await machine.run('systemctl', 'is-active', ...services, ...timers);
  expect(output.trim().split('\n')).toEqual([...services, ...timers].map(() => 'active'));
  expect(await machine.run('chronyc', '-h', '/run/chrony/chronyd.sock', '-n', 'sources')).toMatchObject({
    output: expect.stringContaining('169.254.169.123') as string,
  });
  expect((await machine.run('sshd', '-T')).output).toMatch(/^permitrootlogin no$[^]*^passwordauthentication no$/m);
  expect((await machine.run('rsyslogd', '-N1')).output).toContain('End of config validation run');
  expect((await machine.run('apt-config', 'dump', 'Unattended-Upgrade::Automatic-Reboot')).output).toContain('"false"');
  const files = (await series()).filter((line) => line.startsWith('node_textfile_mtime'));
  expect(files.map((line) => /file="([^"]*)"/.exec(line)?.[1])).toEqual(
    expect.arrayContaining(['/var/lib/commons-metrics/converge.prom', '/var/lib/commons-metrics/fetch.prom']),
  );
}, 900_000);

test('nothing changes the second time', async () => {
  expect(await converge()).toMatchObject({ code: 0 });
  expect(await journal()).toMatch(/mail-a\s+: ok=\d+\s+changed=0\s+unreachable=0\s+failed=0[^\n]*\n?$/);
  expect(await value('commons_converge_changed_tasks')).toBe(0);
  expect(await value('commons_converge_drift_tasks')).toBe(0);
  expect(await value('commons_converge_success')).toBe(1);
}, 300_000);

test('what somebody changes by hand is put back, and told', async () => {
  await machine.run('sh', '-c', 'echo "PermitRootLogin yes" >/etc/ssh/sshd_config.d/10-commons.conf');
  expect(await converge()).toMatchObject({ code: 0 });
  expect(await value('commons_converge_drift_tasks')).toBe(2);
  expect(firingAlerts(environment, await series())).toContain('HostDrift');
  expect((await machine.run('sshd', '-T')).output).toMatch(/^permitrootlogin no$/m);
}, 300_000);

test('each check says what is', async () => {
  await machine.run(
    'sh',
    '-c',
    `mkdir -p /var/backups/mail && echo mail >/var/backups/mail/today
    touch -d '3 hours ago' /var/backups/mail/today && echo 3 >/var/spool/relay-count
    openssl req -x509 -newkey ed25519 -nodes -keyout /dev/null -out /etc/ssl/relay.pem -days 30 -subj /CN=mail`,
  );
  await machine.run('systemctl', 'start', 'commons-checks.service');
  expect(await checked('value', 'backup')).toBeCloseTo(3, 1);
  expect(await checked('value', 'certificate')).toBeCloseTo(30, 1);
  expect(await checked('value', 'mail-queue')).toBe(0);
  expect(await checked('value', 'program')).toBe(3);
  expect(await checked('value', 'updates')).toBeGreaterThanOrEqual(0);
  expect(await checked('value', 'restart')).toBe(0);
  // There is no PostgreSQL on it: that is no answer, and not zero seconds.
  expect([await checked('value', 'replication'), await checked('failed', 'replication')]).toEqual([undefined, 1]);
  const firing = firingAlerts(environment, await series());
  expect(firing.filter((name) => name !== 'HostUpdatesPending')).toEqual([
    'HostCheckFailed',
    // Until the next run.
    'HostDrift',
  ]);
}, 300_000);

test('each check has an alert that fires', async () => {
  await machine.run(
    'sh',
    '-c',
    `touch -d '30 hours ago' /var/backups/mail/today; echo 6 >/var/spool/relay-count; touch /run/reboot-required
    openssl req -x509 -newkey ed25519 -nodes -keyout /dev/null -out /etc/ssl/relay.pem -days 20 -subj /CN=mail
    for each in 1 2 3 4 5 6 7 8 9 10 11; do echo hello | sendmail -f a@example.org b@example.org; done; sleep 3`,
  );
  await machine.run('systemctl', 'start', 'commons-checks.service');
  expect(await checked('value', 'mail-queue')).toBe(11);
  const firing = firingAlerts(environment, await series());
  expect(firing.filter((name) => name !== 'HostUpdatesPending')).toEqual([
    'HostBackupTooOld',
    'HostCertificateExpiring',
    'HostCheckFailed',
    'HostDrift',
    'HostMailQueueLong',
    'HostProgramCheck',
    'HostRestartDue',
  ]);
  await machine.run('rm', '/run/reboot-required');
}, 300_000);

test('a role that fails is told, and keeps nothing that changed before it from being read', async () => {
  const failing = rendered('roles/mail_relay/tasks/main.yml');
  const before = await value('commons_converge_last_success_timestamp_seconds');
  writeFileSync(failing, '---\n- name: Fail\n  ansible.builtin.command: "false"\n  changed_when: false\n');
  writeFileSync(rendered('roles/time/templates/chrony.conf.j2'), 'server {{ time_server }} iburst\nport 0\n');
  engineers.deliver('ada');
  const started = await machine.run('systemctl', 'show', '--property=ActiveEnterTimestampMonotonic', 'chrony');
  expect((await converge()).code).not.toBe(0);
  expect(await value('commons_converge_success')).toBe(0);
  expect(await value('commons_converge_failed_tasks')).toBe(1);
  expect(await value('commons_converge_last_success_timestamp_seconds')).toBe(before);
  expect(firingAlerts(environment, await series())).toContain('HostConvergenceFailed');
  expect(await machine.run('systemctl', 'show', '--property=ActiveEnterTimestampMonotonic', 'chrony')).not.toEqual(
    started,
  );
  // A machine that is not well does not restart by itself.
  await machine.run('touch', '/run/reboot-required');
  expect(await machine.run('/usr/local/sbin/commons-reboot')).toMatchObject({
    code: 1,
    output: 'the last convergence did not succeed: this machine does not restart by itself\n',
  });
  await machine.run('rm', '/run/reboot-required');
  expect(await machine.run('/usr/local/sbin/commons-reboot')).toMatchObject({ code: 0 });
}, 300_000);

test('an old commit is refused, though an engineer has signed it', async () => {
  const newest = engineers.git('rev-parse', 'HEAD');
  engineers.git('reset', '--quiet', '--hard', 'HEAD^');
  expect((await converge()).code).not.toBe(0);
  expect(await journal()).toContain(`does not follow ${newest}, which was taken before`);
  expect(firingAlerts(environment, await series())).toContain('HostCommitRefused');
  engineers.git('reset', '--quiet', '--hard', newest);
}, 300_000);

test('whose signature counts is what the last signed commit says', async () => {
  render(['grace']);
  engineers.deliver('grace');
  expect((await converge()).code).not.toBe(0);
  engineers.deliver('ada');
  expect(await converge()).toMatchObject({ code: 0 });
  engineers.deliver('grace');
  expect(await converge()).toMatchObject({ code: 0 });
  engineers.deliver('ada');
  expect((await converge()).code).not.toBe(0);
}, 600_000);
