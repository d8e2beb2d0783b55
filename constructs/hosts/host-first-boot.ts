import { blockYaml } from '../../model/formats/block-yaml';
import { convergeProgram } from './converge-program';
import { convergeUnits } from './converge-units';
import { hostProgram, hostProgramFile } from './host-program';
import { hostServices } from './host-services';
import { syslogForwarding } from './syslog-forwarding';

export interface HostFirstBootProps {
  /** Name of the machine, in its host name, its tags and its metrics. */
  readonly machine: string;
  /**
   * Its name in DNS with the domain.
   * @default it has no name in a private zone
   */
  readonly fullName?: string;
  readonly region: string;
  readonly architecture: 'amd64' | 'arm64';
  /** Kind of packages of its system. */
  readonly packageKind: 'rpm' | 'deb';
  /** The agent of Systems Manager, by which people get in: a release that is installed, or the snap that the image has. */
  readonly agent: { readonly version: string } | 'snap';
  /** Names of secrets, by the names of the files that they are written into. */
  readonly secrets: Readonly<Record<string, string>>;
  /** CloudWatch namespace of its metrics. */
  readonly metricNamespace: string;
  /**
   * Name at which the cluster takes syslog over TLS.
   * @default its journal stays on the machine, or a convergence sends it
   */
  readonly syslogHost?: string;
  /**
   * How it converges, once it has disks and secrets.
   * @default it stays as its first boot has made it
   */
  readonly converges?: { readonly settings: string; readonly minute: number };
  readonly packages: readonly string[];
  /** Commands of the shell, run as root once disks and secrets are there. */
  readonly commands: readonly string[];
  /**
   * Further parts of a machine with one task that the platform knows.
   * @default none: what a community runs there is in its packages and commands
   */
  readonly task?: HostTask;
}

/** Task of a machine that the platform knows. */
export interface HostTask {
  /** What its program reads, beside the settings of every host. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Files by their paths, which everybody on the machine may read; those in a folder of programs can be run. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Returns the user data, a cloud-config, of a host of the community's own. It has no secrets: the machine reads them with its role.
 * Nobody can log in but through Systems Manager. Source: cloud-init's reference of modules.
 */
export function hostFirstBoot(props: HostFirstBootProps): string {
  const { machine, fullName, packageKind, secrets, metricNamespace, syslogHost, converges, task } = props;
  return `#cloud-config\n${blockYaml({
    hostname: machine,
    fqdn: fullName,
    prefer_fqdn_over_hostname: fullName === undefined ? undefined : true,
    users: [],
    disable_root: true,
    ssh_pwauth: false,
    ntp: { enabled: true, ntp_client: 'chrony', servers: ['169.254.169.123'] },
    package_update: true,
    package_upgrade: true,
    packages: [
      ...(packageKind === 'deb' ? ['curl'] : []),
      ...(syslogHost === undefined ? [] : ['rsyslog', 'rsyslog-openssl']),
      ...(converges === undefined ? [] : ['ansible-core', 'git', packageKind === 'deb' ? 'gnupg' : 'gnupg2']),
      ...props.packages,
    ],
    write_files: [
      file(hostProgramFile, '0755', hostProgram),
      file(
        '/etc/commons-host.json',
        '0644',
        `${JSON.stringify({ machine, secrets, namespace: metricNamespace, ...task?.settings }, null, 1)}\n`,
      ),
      ...Object.entries(hostServices).map(([name, unit]) => file(`/etc/systemd/system/${name}`, '0644', unit)),
      ...Object.entries(task?.files ?? {}).map(([path, content]) =>
        file(path, path.includes('/sbin/') ? '0755' : '0644', content),
      ),
      ...(syslogHost === undefined
        ? []
        : [file('/etc/rsyslog.d/60-commons-platform.conf', '0644', syslogForwarding(syslogHost, packageKind))]),
      ...(converges === undefined ? [] : convergeFiles(converges)),
    ],
    runcmd: [
      'systemctl daemon-reload',
      ...(syslogHost === undefined ? [] : ['systemctl enable rsyslog', 'systemctl restart rsyslog']),
      ...agentCommands(props),
      'systemctl enable --now commons-host-report.timer',
      'systemctl enable --now commons-host.service',
      ...props.commands,
      // Last: packages have one lock.
      ...(converges === undefined
        ? []
        : ['systemctl enable --now commons-converge.timer', 'systemctl start --no-block commons-converge.service']),
    ],
  })}`;
}

const file = (path: string, permissions: string, content: string) => ({
  path,
  owner: 'root:root',
  permissions,
  content,
});

const convergeFiles = ({ settings, minute }: NonNullable<HostFirstBootProps['converges']>) => [
  file('/usr/local/sbin/commons-converge', '0755', convergeProgram),
  file('/etc/commons-converge.conf', '0644', settings),
  ...Object.entries(convergeUnits(minute)).map(([name, unit]) => file(`/etc/systemd/system/${name}`, '0644', unit)),
];

/** AWS serves the agent from its own bucket of the region, over HTTPS. */
function agentCommands({ region, architecture, packageKind, agent }: HostFirstBootProps): readonly string[] {
  if (agent === 'snap') return ['snap start --enable amazon-ssm-agent'];
  const system = packageKind === 'rpm' ? 'linux' : 'debian';
  const url = `https://s3.${region}.amazonaws.com/amazon-ssm-${region}/${agent.version}/${system}_${architecture}/amazon-ssm-agent.${packageKind}`;
  const place = '/run/amazon-ssm-agent.deb';
  return [
    ...(packageKind === 'rpm'
      ? [`dnf --assumeyes install ${url}`]
      : [
          `curl --fail --silent --show-error --retry 5 --output ${place} ${url}`,
          `apt-get --assume-yes install ${place}`,
          `rm --force ${place}`,
        ]),
    'systemctl enable --now amazon-ssm-agent',
  ];
}
