import { imageCleanupScript, runnerHostScript } from './host-scripts';
import { hostFiles, hostUnits, userUnitFiles, userUnitLinks } from './host-units';
import { engineSocket, hostUsers, jobUserIds, runnerConfigFile } from './host-users';
import { ignitionConfig, type HostFile } from './ignition-config';
import { jobFirewall } from './job-firewall';
import { hostRunnerConfig, type HostRunnerConfigProps } from './host-runner-config';

export interface RunnerFirstBootProps extends HostRunnerConfigProps {
  /** The runner's program. */
  readonly program: { readonly url: string; readonly sha256: string };
  /** Name of the secret with its token. */
  readonly secretName: string;
  /** Name of the group that the host is in, and of its hook for hosts that go. */
  readonly groupName: string;
  readonly hookName: string;
  /** Namespace of CloudWatch for whether the runner works. */
  readonly metricNamespace: string;
  /** IPv4 block of the VPC. */
  readonly vpcBlock: string;
}

/**
 * What makes a Fedora CoreOS image the host of a runner. Nothing in it is secret: the host fetches the token by its role.
 *
 * @throws Error when it is more than EC2 takes as user data.
 */
export function runnerFirstBoot(props: RunnerFirstBootProps): string {
  const { purpose, program } = props;
  const { manager, jobs } = hostUsers;
  const text = (path: string, content: string, mode = 0o644): HostFile => ({ path, mode, content });
  // Podman finds by the name of its user which ids its containers may have.
  const ids = `${jobs.name}:${jobUserIds.first}:${jobUserIds.count}\n`;
  return ignitionConfig({
    users: [manager, jobs],
    files: [
      { path: hostFiles.runner, mode: 0o755, content: program },
      text(hostFiles.script, runnerHostScript, 0o755),
      text(hostFiles.cleanup, imageCleanupScript, 0o755),
      text(hostFiles.settings, settings(props)),
      text(hostFiles.template, hostRunnerConfig(props)),
      text(hostFiles.firewall, jobFirewall(props.vpcBlock)),
      ...['/etc/subuid', '/etc/subgid'].map((path) => ({ ...text(path, ids), overwrite: true as const })),
      text(`/var/lib/systemd/linger/${jobs.name}`, ''),
      // The manager's group comes from the folder to the socket in it.
      text('/etc/tmpfiles.d/job-engine.conf', `d ${parentFolder(engineSocket)} 2750 ${jobs.name} ${manager.name}\n`),
      ...userUnitFiles,
      // A host for releases lives for one job, with the system that was reviewed.
      ...(purpose.kind === 'releases'
        ? [text('/etc/zincati/config.d/90-commons-platform.toml', '[updates]\nenabled = false\n')]
        : []),
    ],
    links: userUnitLinks,
    units: hostUnits(purpose.kind === 'releases' ? { releases: props.name } : 'everybody'),
  });
}

const settings = ({ secretName, groupName, hookName, metricNamespace }: RunnerFirstBootProps): string =>
  [
    `SECRET_NAME=${secretName}`,
    `GROUP_NAME=${groupName}`,
    `HOOK_NAME=${hookName}`,
    `METRIC_NAMESPACE=${metricNamespace}`,
    `CONFIG_TEMPLATE=${hostFiles.template}`,
    `CONFIG_FILE=${runnerConfigFile}`,
    '',
  ].join('\n');

const parentFolder = (path: string): string => path.slice(0, path.lastIndexOf('/'));
