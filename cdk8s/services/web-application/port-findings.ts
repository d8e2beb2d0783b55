import { findingIf, type Finding } from '../../../model/finding';
import { formatPath, type PathStep } from '../../../model/problem';
import type { ServicePort } from '../../../model/schema/service-ports';
import { httpPort } from './http-port';
import type { WebApplicationService } from './web-application-schema';

/** A port as a tenant's file declares it, and where, relative to the service. */
interface DeclaredAt extends ServicePort {
  readonly at: readonly PathStep[];
}

/** Findings on names of ports besides that of HTTP, and on what the Service would confuse; those of workers in the web pods are the pods'. */
export function portFindings({
  port,
  ports,
  workers,
}: Pick<WebApplicationService, 'port' | 'ports' | 'workers'>): readonly Finding[] {
  const placed = workers.map((worker, index) => ({ ...worker, ports: portsAt(worker.ports, ['workers', index]) }));
  const beside = placed.flatMap((worker) => (worker.pod === 'web' ? worker.ports : []));
  return [
    ...podFindings(httpPort({ port }), [...portsAt(ports, []), ...beside]),
    ...placed.flatMap((worker) => (worker.pod === 'own' ? podFindings(worker.port, worker.ports) : [])),
  ];
}

const portsAt = (ports: readonly ServicePort[], of: readonly PathStep[]): readonly DeclaredAt[] =>
  ports.map((port, index) => ({ ...port, at: [...of, 'ports', index] }));

function podFindings(http: number | undefined, ports: readonly DeclaredAt[]): readonly Finding[] {
  return ports.flatMap(({ name, port, protocol, hosts, paths, at }, index) => {
    const namesake = ports.slice(0, index).find((each) => each.name === name);
    return [
      ...findingIf(
        namesake !== undefined,
        [...at, 'name'],
        `repeats the name of ${formatPath(namesake?.at ?? [])}`,
        'give each port of a pod a name of its own',
      ),
      ...findingIf(
        protocol === 'UDP' && hosts.length + paths.length > 0,
        [...at, hosts.length > 0 ? 'hosts' : 'paths'],
        'lead to a port of UDP, and the routers forward HTTP by TCP alone',
        'remove them, or write protocol: TCP if it answers HTTP',
      ),
      ...findingIf(
        protocol === 'TCP' && http !== undefined && http !== port && port === 80,
        [...at, 'port'],
        'is 80, which at the Service leads to the port of HTTP',
        'have the application listen on another port',
      ),
    ];
  });
}
