import type { HostRule } from '../../constructs/hosts/host-group';
import type { Environment } from '../../model/environment';
import { syslogPort } from '../../model/formats/syslog-port';

/** Blocks of everybody on the internet, in the address families of the environment. */
export const everybody = ({ network }: Pick<Environment, 'network'>): readonly string[] =>
  network.addressFamily === 'dual-stack' ? ['0.0.0.0/0', '::/0'] : ['0.0.0.0/0'];

/** What every host calls. */
export const hostEgress = (environment: Environment): readonly HostRule[] => [
  tcp(443, everybody(environment), 'AWS, packages and other sites by HTTPS'),
  tcp(80, everybody(environment), 'Packages and other sites by HTTP'),
  ...(environment.logs.syslog === undefined
    ? []
    : [tcp(syslogPort, [environment.network.block], 'Logs to the cluster')]),
];

const tcp = (port: number, blocks: readonly string[], because: string): HostRule => ({
  protocol: 'tcp',
  port,
  lastPort: port,
  blocks,
  because,
});
