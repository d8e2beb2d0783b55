import { systemdTimer } from './systemd-timer';

/**
 * Units of systemd by which a host that is kept converges every hour, by their names.
 *
 * @param minute of the hour: the machines of a host take turns
 */
export const convergeUnits = (minute: number | '{{ converge_minute }}'): Readonly<Record<ConvergeUnit, string>> => ({
  'commons-converge.service': `[Unit]
Description=Make this machine what an engineer has signed
Wants=network-online.target
After=network-online.target commons-host.service

[Service]
Type=oneshot
ExecStart=/usr/local/sbin/commons-converge
TimeoutStartSec=50min
`,
  'commons-converge.timer': systemdTimer({
    description: 'Make this machine what an engineer has signed, every hour',
    times: [`OnCalendar=*:${minute}`, 'Persistent=true'],
  }),
});

/** The name of one of these units. */
export type ConvergeUnit = 'commons-converge.service' | 'commons-converge.timer';
