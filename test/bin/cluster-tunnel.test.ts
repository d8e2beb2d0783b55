import type { FakeMachine } from './install/fake-aws';
import { InstallationProject } from './install/installation-project';

const tests = new InstallationProject();
beforeAll(() => tests.start());
afterAll(() => tests.stop());

const infraId = 'commons-x7k2p';
const pinned = {
  generation: 1,
  imageId: 'ami-0123456789abcdef0',
  instanceType: 'm6i.xlarge',
  volume: { sizeGiB: 120, iops: 3000, throughputMiBps: 125 },
};
const controlPlane = { 'us-east-1a': pinned, 'us-east-1b': pinned };
const machine = (suffix: string, last: number, publicAddress?: string): FakeMachine => ({
  name: `${infraId}-${suffix}`,
  instanceId: `i-00000000000000${last}`,
  privateAddress: `10.0.48.${last}`,
  publicAddress,
});
const [first, second] = [machine('master-us-east-1a', 11), machine('master-us-east-1b', 12)];

beforeEach(() => {
  tests.recordFacts({ infraId, controlPlane });
  tests.say('api: vpc');
  tests.program('ssh', `printf '%s\\n' "$@"\n`);
  tests.aws.machines = [];
});

test('a tunnel is refused to an open API, without a cluster, and before there are machines', async () => {
  const none = await tests.cluster('tunnel', 'testing');
  expect(none).toMatchObject({ code: 1, stdout: '' });
  expect(none.stderr).toMatch(
    /found none of commons-x7k2p-bootstrap, .*-us-east-1a, .*-us-east-1b running\n {4}deploy them: npx cdk deploy/,
  );
  tests.recordFacts();
  tests.say('api: vpc');
  expect((await tests.cluster('tunnel', 'testing')).stderr).toMatch(/has no infraId\n/);
  tests.say('api: peers');
  expect((await tests.cluster('tunnel', 'testing')).stderr).toMatch(
    /environment\.yaml:\d+:\d+ cluster\.api: needs no tunnel\n/,
  );
});

test('a tunnel goes by the bootstrap machine, and by the control plane once that is gone', async () => {
  tests.aws.machines = [second, first, machine('bootstrap', 10)];
  const { code, stdout, stderr } = await tests.clusterAlone('tunnel', 'testing', '--key', 'my-key');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n')).toEqual([
    'through commons-x7k2p-bootstrap (i-0000000000000010), until you interrupt it',
    'the proxy is socks5://127.0.0.1:1080',
    '-N',
    '-D',
    '127.0.0.1:1080',
    '-o',
    'ExitOnForwardFailure=yes',
    '-o',
    'ServerAliveInterval=30',
    '-o',
    'ProxyCommand=aws ec2-instance-connect open-tunnel --region us-east-1 --instance-id %h',
    '-o',
    'StrictHostKeyChecking=accept-new',
    '-i',
    'my-key',
    'core@i-0000000000000010',
    '',
  ]);
  tests.aws.machines = [second, first];
  expect((await tests.clusterAlone('tunnel', 'testing')).stdout).toContain('\ncore@i-0000000000000011\n');
});

test('a tunnel that ends says what it needs', async () => {
  tests.aws.machines = [first];
  tests.program('ssh', 'exit 255\n');
  const { code, stderr } = await tests.cluster('tunnel', 'testing');
  expect(code).toBe(1);
  expect(stderr).toMatch(/^ssh ended with code 255\n {4}it needs ssh, version 2 of the AWS command line/);
});

test('what gathers logs is said for the machines that run, while there is a bootstrap machine', async () => {
  tests.say('api: peers');
  tests.aws.machines = [first];
  const gather = () => tests.cluster('gather', 'testing', '--folder', 'install', '--key', 'my-key');
  const none = await gather();
  expect(none).toMatchObject({ code: 1, stdout: '' });
  expect(none.stderr).toMatch(/found no running machine commons-x7k2p-bootstrap, .*\n.* oc adm must-gather\n/);

  tests.aws.machines = [first, machine('bootstrap', 10, '198.51.100.7')];
  expect(await gather()).toEqual({
    code: 0,
    stderr: '',
    stdout:
      'openshift-install gather bootstrap --dir install --bootstrap 198.51.100.7 --master 10.0.48.11 --key my-key\n',
  });
  tests.aws.machines = [machine('bootstrap', 10)];
  expect((await gather()).stdout).toMatch(/^ssh -A .* core@i-0000000000000010 '.*installer-gather\.sh .*'\nscp -o /);
});
