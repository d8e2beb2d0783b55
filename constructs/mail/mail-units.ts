import { systemdTimer } from '../hosts/systemd-timer';
import type { HostFiles } from './mail-host-spec';
import { mailPlaces } from './mail-places';

/** Units of systemd on a mail host besides those of every host. Source: systemd.timer(5), systemd.unit(5). */
export const mailUnits: HostFiles = {
  // The queue is on a disk that is attached after the start.
  '/etc/systemd/system/postfix.service.d/commons.conf': `[Unit]
Requires=commons-host.service
After=commons-host.service rspamd.service dovecot.service
`,
  '/etc/systemd/system/commons-mail-watch.service': `[Unit]
Description=Figures of mail for the monitoring

[Service]
Type=oneshot
ExecStart=/usr/local/sbin/commons-mail-watch
`,
  '/etc/systemd/system/commons-mail-watch.timer': systemdTimer({
    description: 'Figures of mail every five minutes',
    times: ['OnBootSec=2min', 'OnUnitActiveSec=5min'],
  }),
  '/etc/systemd/system/commons-mail-certificate.service': `[Unit]
Description=Certificate of the mail host
After=unbound.service

[Service]
Type=oneshot
EnvironmentFile=/etc/commons-mail.env
ExecStart=/usr/local/sbin/commons-mail-certificate
`,
  '/etc/systemd/system/commons-mail-certificate.timer': systemdTimer({
    description: 'Certificate of the mail host, twice a day',
    times: ['OnActiveSec=1min', 'OnCalendar=*-*-* 03,15:00', 'RandomizedDelaySec=1h'],
  }),
};

/**
 * Script that gets or renews the certificate by answers in DNS, which `mailRecords` points into the cluster’s zone.
 * It asks the resolver of the host itself: that of the VPC knows the private zone instead. Source: go-acme.github.io/lego, "CLI".
 */
export const certificateScript = (names: readonly string[], contact: string): string => `#!/bin/sh
set -eu
action=run
days=
if [ -e '${mailPlaces.state}/lego/certificates/${names[0] ?? ''}.crt' ]; then
  action=renew
  # Its timer has a random delay already.
  days='--days 30 --no-random-sleep'
fi
# shellcheck disable=SC2086 # Several words, or none.
exec lego --accept-tos --email '${contact}' --path '${mailPlaces.state}/lego' --key-type ec256 --dns route53 \\
  --dns.resolvers 127.0.0.1:53 ${names.map((name) => `--domains '${name}'`).join(' ')} \\
  "$action" $days --"$action"-hook '/usr/local/sbin/commons-mail certificate'
`;
