import { imageCleanupScript, runnerHostScript } from './host-scripts';
import { hostFiles, hostUnits, userUnitFiles, userUnitLinks } from './host-units';
import { engineSocket, hostUsers, jobUserIds, runnerConfigFile } from './host-users';
import { ignitionConfig, type HostFile } from './ignition-config';
import { jobFirewall } from './job-firewall';
import { hostRunnerConfig, type HostRunnerConfigProps } from './host-runner-config';

export interface RunnerFirstBootProps extends HostRunnerConfigProps {
  /** Address and hash of the GitLab Runner program. */
  readonly program: { readonly url: string; readonly sha256: string };
  /** Name of the secret with the runner's token. */
  readonly secretName: string;
  /** Name of the Auto Scaling group, and of its lifecycle hook for hosts that are to be terminated. */
  readonly groupName: string;
  readonly hookName: string;
  /** CloudWatch namespace of the metric that tells whether the runner works. */
  readonly metricNamespace: string;
  /** IPv4 block of the VPC. */
  readonly vpcBlock: string;
}

/**
 * Returns the user data that makes a Fedora CoreOS image the host of a runner. It has no secrets: the host fetches the
 * token with its role.
 *
 * @throws Error when it is larger than EC2 user data may be
 */
export function runnerFirstBoot(props: RunnerFirstBootProps): string {
  const { purpose, program } = props;
  const { manager, jobs } = hostUsers;
  const text = (path: string, content: string, mode = 0o644): HostFile => ({ path, mode, content });
  // Podman looks up the ids for its containers by the name of its user.
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
      // The folder has the setgid bit, so the socket in it belongs to the manager's group.
      text('/etc/tmpfiles.d/job-engine.conf', `d ${parentFolder(engineSocket)} 2750 ${jobs.name} ${manager.name}\n`),
      ...userUnitFiles,
      // A host for releases does one job with the image that was reviewed, so it installs no updates.
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
