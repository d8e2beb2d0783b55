import { InvalidArgumentError, Option, type Command } from 'commander';
import type { ClusterGatherOptions } from './commands/cluster-gather';
import type { ClusterPrepareOptions } from './commands/cluster-prepare';
import type { ClusterRecordCaOptions } from './commands/cluster-record-ca';
import type { ClusterTunnelOptions } from './commands/cluster-tunnel';

/** Commands about the cluster of an environment, in the order in which an installation needs them. */
export function addClusterCommands(program: Command): void {
  const cluster = program.command('cluster').description('install OpenShift, and manage its machines');

  cluster
    .command('keys')
    .description('make the key pair that signs ServiceAccount tokens, if there is none')
    .argument('<environment>')
    .action(async (environment: string) => {
      const { clusterKeys } = await import('./commands/cluster-keys');
      await clusterKeys(environment);
    });

  cluster
    .command('prepare')
    .description('make the installation files, in a folder outside the repository')
    .argument('<environment>')
    .requiredOption('--folder <folder>', 'new folder; it will hold every key of the cluster')
    .requiredOption('--pull-secret <file>', 'pull secret from console.redhat.com')
    .requiredOption('--ssh-key <file>', 'public key of whoever may log in to the machines')
    .option('--installer <program>', 'the installer, of the release and the multi payload', 'openshift-install')
    .action(async (environment: string, options: ClusterPrepareOptions) => {
      const { clusterPrepare } = await import('./commands/cluster-prepare');
      await clusterPrepare(environment, options);
    });

  cluster
    .command('record')
    .description('record the infrastructure id of the installer, and pin the control plane')
    .argument('<environment>')
    .argument('<metadata.json>', 'in the folder of the installation')
    .action(async (environment: string, metadata: string) => {
      const { clusterRecord } = await import('./commands/cluster-record');
      clusterRecord(environment, metadata);
    });

  cluster
    .command('ignition')
    .description('upload the ignition file of the bootstrap machine')
    .argument('<environment>')
    .requiredOption('--folder <folder>', 'folder of the installation')
    .action(async (environment: string, options: { folder: string }) => {
      const { clusterIgnition } = await import('./commands/cluster-ignition');
      await clusterIgnition(environment, options);
    });

  cluster
    .command('status')
    .description('print the state of the installation, and the next step')
    .argument('<environment>')
    .action(async (environment: string) => {
      const { clusterStatus } = await import('./commands/cluster-status');
      await clusterStatus(environment);
    });

  cluster
    .command('tunnel')
    .description('with api: vpc, a SOCKS proxy into the VPC, for openshift-install and oc')
    .argument('<environment>')
    .option('--key <file>', 'private SSH key of the installation')
    .action(async (environment: string, options: ClusterTunnelOptions) => {
      const { clusterTunnel } = await import('./commands/cluster-tunnel');
      await clusterTunnel(environment, options);
    });

  cluster
    .command('gather')
    .description('print commands that gather the logs of a failed installation')
    .argument('<environment>')
    .requiredOption('--folder <folder>', 'folder of the installation')
    .option('--key <file>', 'private SSH key of the installation')
    .action(async (environment: string, options: ClusterGatherOptions) => {
      const { clusterGather } = await import('./commands/cluster-gather');
      await clusterGather(environment, options);
    });

  cluster
    .command('rotate-keys')
    .description('rotate the key that signs ServiceAccount tokens, step by step; run it until it says done')
    .argument('<environment>')
    .option('--begin', 'begin a rotation, if none is in progress', false)
    .action(async (environment: string, options: { begin: boolean }) => {
      const { clusterRotateKeys } = await import('./commands/cluster-rotate-keys');
      await clusterRotateKeys(environment, options);
    });

  addMachineCommands(cluster);
}

function addMachineCommands(cluster: Command): void {
  cluster
    .command('admit')
    .description(
      'approve certificate requests of machines that CloudFormation started; with --pools continuously, in the cluster',
    )
    .argument('[environment]')
    .option('--pools <file>', 'settings of the pools, instead of an environment')
    .option('--every <seconds>', 'pause between rounds, with --pools', seconds, 30)
    .option('--heartbeat <file>', 'file that is written after each round, with --pools')
    .action(async (environment: string | undefined, options: AdmitOptions, command: Command) => {
      const { clusterAdmit, keepApproving } = await import('./commands/cluster-admit');
      const { pools, every, heartbeat } = options;
      if (environment !== undefined && pools === undefined) await clusterAdmit(environment);
      else if (environment === undefined && pools !== undefined) await keepApproving({ pools, every, heartbeat });
      else command.error('error: name an environment, or a file with --pools');
    });

  cluster
    .command('record-ca')
    .description('compare the certificate authority of new machines with the recorded one')
    .argument('<environment>')
    .addOption(new Option('--replace <fact>', 'record the authority of the cluster').choices(['machineConfigServerCa']))
    .action(async (environment: string, options: ClusterRecordCaOptions) => {
      const { clusterRecordCa } = await import('./commands/cluster-record-ca');
      await clusterRecordCa(environment, options);
    });

  cluster
    .command('replace-machine')
    .description('plan a new control-plane machine for a zone')
    .argument('<environment>')
    .argument('<zone>')
    .action(async (environment: string, zone: string) => {
      const { clusterReplaceMachine } = await import('./commands/cluster-replace-machine');
      await clusterReplaceMachine(environment, zone);
    });
}

interface AdmitOptions {
  /**
   * File with the settings of pools.
   * @default those of the environment that is named
   */
  readonly pools?: string;
  /** Seconds between two rounds. */
  readonly every: number;
  /**
   * File that is touched after each round.
   * @default none
   */
  readonly heartbeat?: string;
}

function seconds(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('It is a whole number of seconds.');
}
