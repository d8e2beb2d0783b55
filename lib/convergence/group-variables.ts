import { syslogForwarding } from '../../constructs/hosts/syslog-forwarding';
import { askedChecks } from '../../model/asked-checks';
import { hostSystems } from '../../model/data/host-systems';
import type { Environment } from '../../model/environment';
import { exporterPort } from '../../model/formats/exporter-port';
import { keptMachines } from '../../model/kept-hosts';
import { syslogHost } from '../../model/syslog-host';
import { convergeSettings } from './converge-settings';
import { hostGroup } from './host-inventory';

/** Variables of the roles by the groups whose they are, without a secret: `all`, and each host that is kept. */
export function groupVariables(environment: Environment): Readonly<Record<string, object>> {
  const { logs } = environment;
  const hosts = new Map(keptMachines(environment).map(({ host, lifecycle }) => [host, lifecycle]));
  return {
    all: {
      metrics_folder: '/var/lib/commons-metrics',
      // Of each machine's own link. Source: the EC2 user guide, "Amazon Time Sync Service".
      time_server: '169.254.169.123',
      exporter_port: exporterPort,
      converge_settings: convergeSettings(environment, '{{ inventory_hostname }}'),
    },
    ...Object.fromEntries(
      [...hosts].map(([{ name, image }, lifecycle]) => [
        hostGroup(name),
        {
          checks_asked: askedChecks(lifecycle),
          logs_forwarding: logs.syslog && syslogForwarding(syslogHost(environment), hostSystems[image.system].packages),
        },
      ]),
    ),
  };
}
