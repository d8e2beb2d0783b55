/** Units of systemd on a host of the community's own, by their names; its program is in `host-program.ts`. */
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
ExecStart=/usr/local/sbin/commons-host prepare
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
ExecStart=/usr/local/sbin/commons-host report
`,
  'commons-host-report.timer': `[Unit]
Description=Tell how this host is every five minutes

[Timer]
OnBootSec=1min
OnUnitActiveSec=5min
AccuracySec=5s

[Install]
WantedBy=timers.target
`,
};
