import { gatherLogsCommands } from '../../../../lib/operations/install/gather-logs';
import {
  bootstrapMachineName,
  controlPlaneMachineNames,
  type InstallationMachine,
} from '../../../../lib/operations/install/installation-machines';
import { tunnelArguments } from '../../../../lib/operations/install/ssh-tunnel';
import { load } from '../../../support/environment-folder';

const { environment } = load();

const machine = (name: string, last: number, publicAddress?: string): InstallationMachine => ({
  name,
  instanceId: `i-0${last}`,
  privateAddress: `10.0.48.${last}`,
  publicAddress,
});
const controlPlane = [machine('a', 11), machine('b', 12), machine('c', 13)];
const infraId = 'commons-x7k2p';

const commands = (bootstrap: InstallationMachine, folder: string, key?: string) =>
  gatherLogsCommands(environment, { infraId, bootstrap, controlPlane, folder, key });

test('the installer gathers the logs where it reaches the bootstrap machine', () => {
  const bootstrap = machine('bootstrap', 10, '198.51.100.7');
  expect(commands(bootstrap, '/home/x/install', '/home/x/.ssh/id_rsa')).toEqual([
    'openshift-install gather bootstrap --dir /home/x/install --bootstrap 198.51.100.7 --master 10.0.48.11 --master 10.0.48.12 --master 10.0.48.13 --key /home/x/.ssh/id_rsa',
  ]);
  // A shell reads the words again.
  expect(commands(bootstrap, "/home/x/it's here")).toEqual([
    "openshift-install gather bootstrap --dir '/home/x/it'\\''s here' --bootstrap 198.51.100.7 --master 10.0.48.11 --master 10.0.48.12 --master 10.0.48.13",
  ]);
});

test('behind an endpoint, the bootstrap machine gathers them and SSH copies what it packed', () => {
  const options =
    "-o 'ProxyCommand=aws ec2-instance-connect open-tunnel --region us-east-1 --instance-id %h' -o StrictHostKeyChecking=accept-new -i key";
  expect(commands(machine('bootstrap', 10), 'install', 'key')).toEqual([
    `ssh -A ${options} core@i-010 '/usr/local/bin/installer-gather.sh --id commons-x7k2p 10.0.48.11 10.0.48.12 10.0.48.13'`,
    `scp ${options} core@i-010:log-bundle-commons-x7k2p.tar.gz install/`,
  ]);
});

test('a tunnel listens on this computer alone, and looks names up at its other end', () => {
  expect(tunnelArguments(environment, machine('bootstrap', 10))).toEqual([
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
    'core@i-010',
  ]);
});

test('machines are called as their stacks call them, in the order of the zones', () => {
  const pinned = {
    imageId: 'ami-0123456789abcdef0',
    instanceType: 'm6i.xlarge',
    volume: { sizeGiB: 120, iops: 3000, throughputMiBps: 125 },
  };
  expect(bootstrapMachineName(infraId)).toBe('commons-x7k2p-bootstrap');
  expect(
    controlPlaneMachineNames({
      infraId,
      controlPlane: { 'us-east-1b': { generation: 2, ...pinned }, 'us-east-1a': { generation: 1, ...pinned } },
    }),
  ).toEqual(['commons-x7k2p-master-us-east-1a', 'commons-x7k2p-master-us-east-1b-2']);
});
