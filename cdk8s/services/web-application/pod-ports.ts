import { findingIf, type Finding } from '../../../model/finding';
import type { PathStep } from '../../../model/problem';
import type { WebApplicationService } from './web-application-schema';

/** A port of a container, and where it stands in the service. */
interface PlacedPort {
  readonly port: number;
  readonly at: readonly PathStep[];
}

/** The ports that containers of a web pod listen on. */
const webPodPorts = ({ port, workers }: Pick<WebApplicationService, 'port' | 'workers'>): readonly PlacedPort[] => [
  { port, at: ['port'] },
  ...workers.flatMap((worker, index) =>
    worker.pod === 'own' || worker.port === undefined ? [] : [{ port: worker.port, at: ['workers', index, 'port'] }],
  ),
];

/** Findings on ports of the containers of one pod, which share its address. */
export function podPortFindings(service: Pick<WebApplicationService, 'port' | 'workers'>): readonly Finding[] {
  const ports = webPodPorts(service);
  return ports.flatMap(({ port, at }, index) =>
    findingIf(
      ports.slice(0, index).some((other) => other.port === port),
      at,
      `${port} is the port of another container of the web pod`,
      'have it listen on another port, or write pod: own',
    ),
  );
}
