import { hostProgramFile } from './host-program';
import { systemdTimer } from './systemd-timer';

/** Units of systemd on a host of the community's own, by their names; its program is `hostProgram`. */
export const hostServices: Readonly<Record<string, string>> = {
  'commons-host.service': `[Unit]
Description=Disks and secrets of this host
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
RemainAfterExit=yes
RuntimeDirectory=commons-host
RuntimeDirectoryMode=0700
RuntimeDirectoryPreserve=yes
ExecStart=${hostProgramFile} prepare
TimeoutStartSec=infinity
StandardOutput=journal+console
StandardError=inherit

[Install]
WantedBy=multi-user.target
`,
  'commons-host-report.service': `[Unit]
Description=Tell how this host is

[Service]
Type=oneshot
ExecStart=${hostProgramFile} report
`,
  'commons-host-report.timer': systemdTimer({
    description: 'Tell how this host is every five minutes',
    times: ['OnBootSec=1min', 'OnUnitActiveSec=5min', 'AccuracySec=5s'],
  }),
};
