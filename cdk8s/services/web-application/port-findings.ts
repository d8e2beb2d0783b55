import { findingIf, type Finding } from '../../../model/finding';
import type { PathStep } from '../../../model/problem';
import type { ServicePort } from '../../../model/schema/service-ports';
import type { WebApplicationService } from './web-application-schema';

/** Findings on ports besides that of HTTP: in a process, each has a name and a number of its own. */
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
    const double = earlier.findIndex((each) => each.port === port && each.protocol === protocol);
    const isHttp = protocol === 'TCP' && port === http;
    return [
      ...findingIf(
        namesake !== -1,
        [...path, index, 'name'],
        `repeats the name of ports[${namesake}]`,
        'give each port of a process a name of its own',
      ),
      ...findingIf(
        double !== -1,
        [...path, index, 'port'],
        `repeats ${protocol} ${port} of ports[${double}]`,
        'name each port once',
      ),
      ...findingIf(
        isHttp,
        [...path, index, 'port'],
        `is ${port}, where the process answers HTTP already`,
        'remove it here, or write another port',
      ),
      ...findingIf(
        !isHttp && protocol === 'TCP' && http !== undefined && port === 80,
        [...path, index, 'port'],
        'is 80, which at the Service leads to the port of HTTP',
        'have the application listen on another port',
      ),
    ];
  });
}
