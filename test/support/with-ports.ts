import { changed, minimalEnvironment, minimalTenant, type EnvironmentFiles } from './environment-folder';
import { minimalPools } from './pools';

const domain = '  baseDomain: openshift.commons.example\n';

/** The minimal environment with a balancer for ports to the outside. */
export const opensPorts: string = changed(
  changed(minimalEnvironment, domain, `${domain}  ingress: { pool: workers }\n  pools:\n${minimalPools}`),
  'edge:\n',
  'edge:\n  ports: { pool: workers }\n',
);

/** A tenant `site` with these ports of its web pods, in flow style, at the host `ssh.commons.example` beside that of its pages. */
export const tenantWithPorts = (...ports: readonly string[]): string =>
  changed(minimalTenant, '[site.commons.example]', '[site.commons.example, ssh.commons.example]') +
  `    ports:\n${ports.map((port) => `      - { ${port} }\n`).join('')}`;

/** What a port says to be opened at a number of that host. */
export const opened = (port: number, more = ''): string =>
  `outside: { host: ssh.commons.example, port: ${port}, because: 'People push and pull by SSH'${more} }`;

/** An environment whose tenant has SSH at port 22, and voices by UDP and TCP at 8443. */
export const withPorts: EnvironmentFiles = {
  'environment.yaml': opensPorts,
  'tenants/site.yaml': tenantWithPorts(
    `name: ssh, port: 2222, ${opened(22, ', clientAddress: proxy-protocol')}`,
    `name: voices, port: 8443, protocol: UDP, ${opened(8443)}`,
    `name: voices-tcp, port: 8443, ${opened(8443)}`,
    'name: grpc, port: 9090',
  ),
};
