import { runnerFirstBoot, type RunnerFirstBootProps } from '../../../constructs/hosts/runner-first-boot';
import { readFirstBoot } from './first-boot';

const props: RunnerFirstBootProps = {
  name: 'builds',
  gitlabUrl: 'https://gitlab.commons.example',
  region: 'eu-west-1',
  jobs: 6,
  memoryMiB: 2048,
  jobImage: 'registry.example/jobs:1.2',
  purpose: { kind: 'everybody', cache: { bucketName: 'test-runner-cache', prefix: 'host-builds' } },
  program: { url: 'https://downloads.example/gitlab-runner', sha256: 'ab'.repeat(32) },
  secretName: 'test/runner-hosts/builds',
  groupName: 'test-runner-host-builds',
  hookName: 'end-jobs',
  metricNamespace: 'Test',
  vpcBlock: '11.0.0.0/16',
};
const everybody = readFirstBoot(runnerFirstBoot(props));
const releases = readFirstBoot(
  runnerFirstBoot({
    ...props,
    name: 'releases',
    purpose: { kind: 'releases', images: ['registry.example/release/*'] },
  }),
);
const both = [
  ['everybody', everybody],
  ['releases', releases],
] as const;

describe.each(both)('a host for %s', (_, host) => {
  test('runs the program that has its checksum, or nothing', () => {
    const program = host.storage.files.find(({ path }) => path === '/usr/local/bin/gitlab-runner');
    expect(program).toEqual({
      path: '/usr/local/bin/gitlab-runner',
      mode: 0o755,
      contents: { source: props.program.url, verification: { hash: `sha256-${props.program.sha256}` } },
    });
  });

  test('has two users, and lets nobody log in', () => {
    expect(host.passwd.users.map(({ name, shell }) => [name, shell])).toEqual([
      ['gitlab-runner', '/usr/sbin/nologin'],
      ['jobs', '/usr/sbin/nologin'],
    ]);
    expect(JSON.stringify(host.passwd)).not.toMatch(/password|sshAuthorizedKeys/);
  });

  test('does not know its token before it asks', () => {
    expect(host.fileAt('/etc/gitlab-runner/config.toml')).toContain('token = "@token@"');
    expect(host.fileAt('/etc/gitlab-runner/host.env')).toContain('SECRET_NAME=test/runner-hosts/builds\n');
    expect(host.unit('runner-configuration.service')).toContain('RuntimeDirectoryMode=0700\n');
  });

  test('starts no container before jobs are kept out of what is inside', () => {
    expect(host.unit('user@1101.service')).toBe('[Unit]\nRequires=job-firewall.service\nAfter=job-firewall.service\n');
    const rules = host.fileAt('/etc/nftables/jobs.nft');
    expect(rules).toMatch(/elements = \{ 10\.0\.0\.0\/8, .*169\.254\.0\.0\/16, .*11\.0\.0\.0\/16 \}/);
    expect(rules).toContain('meta skuid { 1101, 1000000-1065535 } jump of_jobs');
    expect(host.fileAt('/etc/subuid')).toBe('jobs:1000000:65536\n');
    expect(host.fileAt('/etc/subgid')).toBe(host.fileAt('/etc/subuid'));
  });

  test('has containers without rights, volumes that end with the job, and images that are asked for anew', () => {
    const config = host.fileAt('/etc/gitlab-runner/config.toml');
    for (const line of [
      'host = "unix:///run/job-engine/podman.sock"',
      'privileged = false',
      'disable_cache = true',
      'pull_policy = ["always"]',
      'allowed_pull_policies = ["always"]',
      'memory = "2048m"',
      'FF_NETWORK_PER_BUILD = true',
    ]) {
      expect(config.split('\n')).toContain(line);
    }
    expect(config).not.toContain('volumes =');
  });

  test('ends its runner after its jobs, before the group loses patience', () => {
    const runner = host.unit('gitlab-runner.service');
    expect(runner).toContain('KillSignal=SIGQUIT\nKillMode=mixed\nTimeoutStopSec=6900\n');
    expect(runner).toMatch(/ExecStartPre=\/usr\/bin\/podman --remote .* rm --all --force --volumes/);
  });

  test('has the units that its links start', () => {
    expect(host.storage.links).toHaveLength(2);
    for (const { path, target } of host.storage.links) {
      expect(host.paths).toContain(new URL(target, `file://${path}`).pathname);
    }
  });
});

test('everybody’s jobs share a cache below a prefix of the runner', () => {
  expect(everybody.fileAt('/etc/gitlab-runner/config.toml')).toContain(
    'BucketName = "test-runner-cache"\nBucketLocation = "eu-west-1"\nAuthenticationType = "iam"\n',
  );
  expect(everybody.unit('gitlab-runner.service')).toMatch(/ExecStart=\S+ run --config .*\nRestart=always\n/);
});

test('everybody’s host follows the system’s updates, and restarts after its jobs', () => {
  expect(everybody.paths.filter((path) => path.includes('zincati'))).toEqual([]);
  expect(everybody.unit('reboot.target')).toBe('[Unit]\nJobTimeoutSec=7200\n');
});

test('a release is built in a named image, from nothing that another job wrote', () => {
  const config = releases.fileAt('/etc/gitlab-runner/config.toml');
  expect(config).not.toContain('cache.s3');
  for (const kind of ['images', 'services'])
    expect(config).toContain(`allowed_${kind} = ["registry.example/release/*"]`);
});

test('a host for releases takes one job, then asks for another in its place, whatever became of it', () => {
  const runner = releases.unit('gitlab-runner.service');
  expect(runner).toMatch(/ExecStart=\S+ run-single --config \S+ --runner releases --max-builds 1\nRestart=no\n/);
  expect(runner).toContain('OnSuccess=runner-host-leave.service\nOnFailure=runner-host-leave.service\n');
  expect(releases.unit('runner-host-leave.service')).toContain(
    '/usr/local/bin/runner-host leave\nRestart=on-failure\n',
  );
  expect(releases.fileAt('/etc/zincati/config.d/90-commons-platform.toml')).toContain('enabled = false');
});

test('user data that EC2 would refuse are refused here', () => {
  const images = Array.from({ length: 200 }, (_, index) => `registry.example/release/${index}-${'x'.repeat(20)}`);
  expect(() => runnerFirstBoot({ ...props, purpose: { kind: 'releases', images } })).toThrow(
    /^user data has \d+ bytes, and EC2 takes 16384$/,
  );
});
