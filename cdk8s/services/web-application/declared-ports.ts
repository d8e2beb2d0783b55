import type { DeclaredPort } from '../../../model/kinds/declared-service';
import type { WebApplicationService } from './web-application-schema';

/** The ports of all processes of a web application, for rules and the balancer. */
export const declaredPorts = ({
  ports,
  workers,
}: Pick<WebApplicationService, 'ports' | 'workers'>): readonly DeclaredPort[] => [
  ...ports.map((port, index) => ({ ...port, path: ['ports', index] })),
  ...workers.flatMap(({ name, ports: own }, at) =>
    own.map((port, index) => ({ ...port, worker: name, path: ['workers', at, 'ports', index] })),
  ),
];
