import { systemdTimer } from '../hosts/systemd-timer';

const timer = (description: string, command: string, ...times: readonly string[]): string =>
  systemdTimer({ description, times: [...times, `Unit=commons-directory@${command}.service`] });

/** Units of systemd on a replica of the directory, by their names; `commons-directory@<command>` runs its program. */
export const directoryServices: Readonly<Record<string, string>> = {
  'commons-directory.service': `[Unit]
Description=Make this machine a replica of the directory
Requires=commons-host.service
After=commons-host.service

[Service]
Type=oneshot
RemainAfterExit=yes
RuntimeDirectory=commons-directory
RuntimeDirectoryMode=0700
RuntimeDirectoryPreserve=yes
ExecStart=/usr/local/sbin/commons-directory install
TimeoutStartSec=infinity
StandardOutput=journal+console
StandardError=inherit

[Install]
WantedBy=multi-user.target
`,
  // Nothing is to be told, checked or kept before there is a directory.
  'commons-directory@.service': `[Unit]
Description=Look after the directory: %i
ConditionPathExists=/etc/httpd/conf.d/commons-directory.conf

[Service]
Type=oneshot
ExecStart=/usr/local/sbin/commons-directory %i
`,
  'commons-directory-health.timer': timer('Tell how the directory is', 'health', 'OnCalendar=*:0/5'),
  'commons-directory-check.timer': timer('Have the directory check itself', 'check', 'OnCalendar=*:41'),
};

/** Unit that has the directory kept in the bucket, on the one replica that does it. */
export const directoryBackupServices: Readonly<Record<string, string>> = {
  'commons-directory-backup.timer': timer(
    'Keep the directory in the bucket',
    'backup',
    'OnCalendar=3:17',
    'Persistent=true',
  ),
};
