import { findingIf, type Finding } from '../../../model/finding';
import type { PathStep } from '../../../model/problem';
import type { ServicePort } from '../../../model/schema/service-ports';
import type { WebApplicationService } from './web-application-schema';

/** Findings on names of ports besides that of HTTP, and on what the Service would confuse. */
export const portFindings = ({
  port,
  ports,
  workers,
}: Pick<WebApplicationService, 'port' | 'ports' | 'workers'>): readonly Finding[] => [
  ...processPortFindings(port, ports, ['ports']),
  ...workers.flatMap((worker, index) => processPortFindings(worker.port, worker.ports, ['workers', index, 'ports'])),
];

function processPortFindings(
  http: number | undefined,
  ports: readonly ServicePort[],
  path: readonly PathStep[],
): readonly Finding[] {
  return ports.flatMap(({ name, port, protocol }, index) => {
    const earlier = ports.slice(0, index);
    const namesake = earlier.findIndex((each) => each.name === name);
    return [
      ...findingIf(
        namesake !== -1,
        [...path, index, 'name'],
        `repeats the name of ports[${namesake}]`,
        'give each port of a process a name of its own',
      ),
      ...findingIf(
        protocol === 'TCP' && http !== undefined && http !== port && port === 80,
        [...path, index, 'port'],
        'is 80, which at the Service leads to the port of HTTP',
        'have the application listen on another port',
      ),
    ];
  });
}
