import type { Environment } from '../../../model/environment';
import type { InstallationMachine } from './installation-machines';
import { endpointOptions, keyOptions } from './ssh-tunnel';

/** What logs are gathered of, and how. */
export interface GatherLogsProps {
  /** Name that the installer made up for the cluster. */
  readonly infraId: string;
  readonly bootstrap: InstallationMachine;
  /** Control-plane machines that run. */
  readonly controlPlane: readonly InstallationMachine[];
  /** Folder of the installation. */
  readonly folder: string;
  /** Private SSH key; SSH's own choice if left out. */
  readonly key?: string;
}

/**
 * Lines of shell that gather the logs of a bootstrap machine and of the control plane behind it. The installer does so
 * where it reaches the bootstrap machine. It knows no way through an endpoint, so behind one it is done by hand what it
 * does: a script of the bootstrap machine, and a copy of what that packed.
 * Source: openshift/installer:cmd/openshift-install/gather.go, data/data/bootstrap/files/usr/local/bin/installer-gather.sh.
 */
export function gatherLogsCommands(environment: Environment, props: GatherLogsProps): readonly string[] {
  const { infraId, bootstrap, controlPlane, folder, key } = props;
  const addresses = controlPlane.map(({ privateAddress }) => privateAddress);
  if (bootstrap.publicAddress !== undefined) {
    const masters = addresses.flatMap((address) => ['--master', address]);
    return [
      line(
        ...['openshift-install', 'gather', 'bootstrap', '--dir', folder, '--bootstrap', bootstrap.publicAddress],
        ...masters,
        ...(key === undefined ? [] : ['--key', key]),
      ),
    ];
  }
  const options = [...endpointOptions(environment), ...keyOptions(key)];
  const target = `core@${bootstrap.instanceId}`;
  const gather = ['/usr/local/bin/installer-gather.sh', '--id', infraId, ...addresses];
  return [
    // The bootstrap machine asks the control plane with the key that the agent lends it.
    line('ssh', '-A', ...options, target, gather.join(' ')),
    line('scp', ...options, `${target}:log-bundle-${infraId}.tar.gz`, `${folder}/`),
  ];
}

/** Words as a shell reads them. */
const line = (...words: readonly string[]): string =>
  words.map((word) => (/^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
