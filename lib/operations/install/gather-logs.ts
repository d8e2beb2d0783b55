import type { Environment } from '../../../model/environment';
import type { InstallationMachine } from './installation-machines';
import { endpointOptions, keyOptions } from './ssh-tunnel';

/** The machines whose logs are gathered, and how to reach them. */
export interface GatherLogsProps {
  /** Infrastructure id, which the installer generated for the cluster. */
  readonly infraId: string;
  readonly bootstrap: InstallationMachine;
  /** Running control-plane machines. */
  readonly controlPlane: readonly InstallationMachine[];
  /** Folder of the installation. */
  readonly folder: string;
  /**
   * File of the private SSH key.
   * @default the key that `ssh` or the installer finds by itself
   */
  readonly key?: string;
}

/**
 * Shell commands that gather the logs of a bootstrap machine and of the control plane. If the bootstrap machine has a public
 * address, `openshift-install gather bootstrap` does it. The installer cannot connect through an EC2 Instance Connect
 * endpoint, so otherwise the commands do the same by `ssh` and `scp`: run the script of the bootstrap machine, and copy the
 * archive that it makes.
 * Source: openshift/installer:cmd/openshift-install/gather.go, data/data/bootstrap/files/usr/local/bin/installer-gather.sh.
 */
export function gatherLogsCommands(environment: Environment, props: GatherLogsProps): readonly string[] {
  const { infraId, bootstrap, controlPlane, folder, key } = props;
  const addresses = controlPlane.map(({ privateAddress }) => privateAddress);
  if (bootstrap.publicAddress !== undefined) {
    const masters = addresses.flatMap((address) => ['--master', address]);
    return [
      line(
        'openshift-install',
        'gather',
        'bootstrap',
        '--dir',
        folder,
        '--bootstrap',
        bootstrap.publicAddress,
        ...masters,
        ...(key === undefined ? [] : ['--key', key]),
      ),
    ];
  }
  const options = [...endpointOptions(environment), ...keyOptions(key)];
  const target = `core@${bootstrap.instanceId}`;
  const gather = ['/usr/local/bin/installer-gather.sh', '--id', infraId, ...addresses];
  return [
    // With -A the bootstrap machine reaches the control plane with the key in the SSH agent of this computer.
    line('ssh', '-A', ...options, target, gather.join(' ')),
    line('scp', ...options, `${target}:log-bundle-${infraId}.tar.gz`, `${folder}/`),
  ];
}

/** A shell command, each word quoted where it has to be. */
const line = (...words: readonly string[]): string =>
  words.map((word) => (/^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
