import type { DeclaredPort } from '../../../model/kinds/declared-service';
import type { WebApplicationService } from './web-application-schema';

/** The ports of all processes of a web application, for rules and the balancer; those of a worker with `pod: web` are the web pods'. */
export const declaredPorts = ({
  ports,
  workers,
}: Pick<WebApplicationService, 'ports' | 'workers'>): readonly DeclaredPort[] => [
  ...ports.map((port, index) => ({ ...port, path: ['ports', index] })),
  ...workers.flatMap(({ name, pod, ports: own }, at) =>
    own.map((port, index) => ({
      ...port,
      worker: pod === 'own' ? name : undefined,
      path: ['workers', at, 'ports', index],
    })),
  ),
];
