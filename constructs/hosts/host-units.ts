import { engineSocket, hostUsers, runnerConfigFile } from './host-users';
import type { HostFile, HostUnit } from './ignition-config';
import { systemdTimer } from './systemd-timer';

/**
 * Seconds for which jobs may go on when their host is to be terminated; the lifecycle hook of the group waits a little
 * longer.
 */
const jobGracePeriodSeconds = 6900;

/** Files that the units read or run. */
export const hostFiles = {
  runner: '/usr/local/bin/gitlab-runner',
  script: '/usr/local/bin/runner-host',
  cleanup: '/usr/local/bin/image-cleanup',
  settings: '/etc/gitlab-runner/host.env',
  template: '/etc/gitlab-runner/config.toml',
  firewall: '/etc/nftables/jobs.nft',
} as const;

const { manager, jobs } = hostUsers;
const jobsManager = `user@${jobs.uid}.service`;
const firewall = 'job-firewall.service';
const configuration = 'runner-configuration.service';

/**
 * Returns the systemd units of a runner's host. `releases` is the name of the runner, on a host that takes one job and
 * is then replaced.
 */
export function hostUnits(purpose: 'everybody' | { readonly releases: string }): readonly HostUnit[] {
  const releases = purpose !== 'everybody';
  return [
    {
      name: firewall,
      enabled: true,
      content: {
        unit: `[Unit]
Description=Keep jobs out of the network inside
Before=${jobsManager}

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/sbin/nft --file ${hostFiles.firewall}

[Install]
WantedBy=multi-user.target
`,
      },
    },
    { name: jobsManager, content: { dropIn: `[Unit]\nRequires=${firewall}\nAfter=${firewall}\n` } },
    {
      name: configuration,
      content: {
        unit: `[Unit]
Description=Fetch the token of the runner
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
RemainAfterExit=yes
User=${manager.name}
RuntimeDirectory=gitlab-runner
RuntimeDirectoryMode=0700
EnvironmentFile=${hostFiles.settings}
ExecStart=/usr/bin/bash -c 'until ${hostFiles.script} configure && ${hostFiles.runner} verify --config ${runnerConfigFile}; do sleep 30; done'
TimeoutStartSec=infinity
StandardOutput=journal+console
`,
      },
    },
    {
      name: 'gitlab-runner.service',
      enabled: true,
      content: {
        unit: `[Unit]
Description=GitLab Runner
Requires=${configuration} ${jobsManager}
After=${configuration} ${jobsManager} network-online.target
${releases ? 'OnSuccess=runner-host-leave.service\nOnFailure=runner-host-leave.service\n' : ''}
[Service]
User=${manager.name}
Environment=HOME=/run/gitlab-runner
# Jobs of a runner that died end before it takes others.
ExecStartPre=/usr/bin/podman --remote --url unix://${engineSocket} rm --all --force --volumes --time 0
ExecStart=${hostFiles.runner} ${releases ? `run-single --config ${runnerConfigFile} --runner ${purpose.releases} --max-builds 1` : `run --config ${runnerConfigFile}`}
Restart=${releases ? 'no' : 'always'}
RestartSec=30
# It takes no further jobs, and ends after those it has.
KillSignal=SIGQUIT
KillMode=mixed
TimeoutStopSec=${jobGracePeriodSeconds}
StandardOutput=journal+console

[Install]
WantedBy=multi-user.target
`,
      },
    },
    {
      name: 'runner-host-watch.service',
      content: {
        unit: `[Unit]
Description=Tell whether the runner works, and let the host go when it has to

[Service]
Type=oneshot
EnvironmentFile=${hostFiles.settings}
ExecStart=${hostFiles.script} watch
TimeoutStartSec=infinity
`,
      },
    },
    {
      name: 'runner-host-watch.timer',
      enabled: true,
      content: {
        unit: systemdTimer({
          description: 'Watch the runner each minute',
          times: ['OnBootSec=1min', 'OnUnitInactiveSec=1min', 'AccuracySec=5s'],
        }),
      },
    },
    ...(releases ? [leave] : [rebootAfterJobs]),
  ];
}

const leave: HostUnit = {
  name: 'runner-host-leave.service',
  content: {
    unit: `[Unit]
Description=Make room for a host that has built nothing yet

[Service]
Type=oneshot
EnvironmentFile=${hostFiles.settings}
ExecStart=${hostFiles.script} leave
Restart=on-failure
RestartSec=30
`,
  },
};

/**
 * A host reboots into an update by itself. systemd would wait half an hour for the jobs and then stop them, so this
 * raises the limit.
 */
const rebootAfterJobs: HostUnit = {
  name: 'reboot.target',
  content: { dropIn: `[Unit]\nJobTimeoutSec=${jobGracePeriodSeconds + 300}\n` },
};

/**
 * User units of the jobs' user. Root writes them, and `ConditionUser` keeps systemd from starting them for other users.
 */
const userUnits: Readonly<Record<string, { readonly text: string; readonly wantedBy?: string }>> = {
  'job-engine.socket': {
    text: `[Unit]
Description=Podman for the jobs
ConditionUser=${jobs.name}

[Socket]
ListenStream=${engineSocket}
SocketMode=0660
`,
    wantedBy: 'sockets.target',
  },
  'job-engine.service': {
    text: `[Unit]
Description=Podman for the jobs
Requires=job-engine.socket
After=job-engine.socket

[Service]
Type=exec
Delegate=yes
KillMode=process
ExecStart=/usr/bin/podman system service --time=0
`,
  },
  'image-cleanup.service': {
    text: `[Unit]
Description=Make room on the disk

[Service]
Type=oneshot
ExecStart=${hostFiles.cleanup}
`,
  },
  'image-cleanup.timer': {
    text: systemdTimer({
      description: 'Make room on the disk',
      times: ['OnStartupSec=15min', 'OnUnitInactiveSec=15min'],
      condition: `ConditionUser=${jobs.name}`,
    }),
    wantedBy: 'timers.target',
  },
};

const below = '/etc/systemd/user';

export const userUnitFiles: readonly HostFile[] = Object.entries(userUnits).map(([name, { text }]) => ({
  path: `${below}/${name}`,
  mode: 0o644,
  content: text,
}));

/** Links in the `.wants` folders that start the user units together with the jobs' user. */
export const userUnitLinks: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(userUnits).flatMap(([name, { wantedBy }]) =>
    wantedBy === undefined ? [] : [[`${below}/${wantedBy}.wants/${name}`, `../${name}`]],
  ),
);
