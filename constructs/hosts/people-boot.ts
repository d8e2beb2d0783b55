import type { HostFirstBootProps, HostTask } from './host-first-boot';
import { peopleProgram } from './people-program';
import { systemdTimer } from './systemd-timer';

export interface PeopleBootProps {
  /** Path of the parameters with people, with a slash before it and none behind. */
  readonly parameters: string;
  /** Whether people work on the host, or only pass it on their way to others, by the names of these. */
  readonly use: 'log-in' | { readonly leadsTo: readonly string[] };
}

/**
 * What the first boot of a host has on which people log in by SSH: their accounts and keys are those of Parameter Store, nobody else gets
 * in, and each log-in is in the journal with the fingerprint of the key. On a bastion there is no shell: it hands connections on to the hosts
 * that it names. On the others sudo keeps what is typed and shown. Sources: sshd_config(5), sudoers(5).
 */
export const peopleBoot = ({
  parameters,
  use,
}: PeopleBootProps): Pick<HostFirstBootProps, 'packages' | 'commands'> & { readonly task: HostTask } => ({
  task: {
    settings: { people: parameters },
    files: {
      '/usr/local/sbin/commons-people': peopleProgram,
      // Before the files of the system: sshd takes the first value of each keyword.
      '/etc/ssh/sshd_config.d/01-commons.conf': sshdConfig(use),
      ...(use === 'log-in' ? { '/etc/sudoers.d/commons-people': sudoers } : {}),
      '/etc/systemd/system/commons-people.service': `[Unit]
Description=Accounts of people

[Service]
Type=oneshot
ExecStart=/usr/local/sbin/commons-people
`,
      '/etc/systemd/system/commons-people.timer': systemdTimer({
        description: 'Accounts of people every minute',
        times: ['OnBootSec=10s', 'OnUnitActiveSec=1min', 'AccuracySec=5s'],
      }),
    },
  },
  packages: ['sudo'],
  commands: [
    'systemctl enable --now commons-people.timer',
    // Debian and Red Hat call it differently.
    'systemctl try-restart ssh.service sshd.service',
  ],
});

const sshdConfig = (use: PeopleBootProps['use']): string => `AuthenticationMethods publickey
AuthorizedKeysFile /etc/ssh/people/%u
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin no
AllowGroups commons-people
LogLevel VERBOSE
MaxAuthTries 3
AllowAgentForwarding no
AllowStreamLocalForwarding no
GatewayPorts no
PermitTunnel no
X11Forwarding no
ClientAliveInterval 60
ClientAliveCountMax 20
${use === 'log-in' ? 'AllowTcpForwarding no\n' : passing(use.leadsTo)}`;

const passing = (hosts: readonly string[]): string => `AllowTcpForwarding local
PermitOpen ${hosts.length === 0 ? 'none' : hosts.map((host) => `${host}:22`).join(' ')}
PermitTTY no
ForceCommand /usr/sbin/nologin
`;

const sudoers = `Defaults:%commons-people log_input, log_output, iolog_dir=/var/log/commons-sessions/%{user}
%commons-people ALL=(ALL:ALL) NOPASSWD: ALL
`;
