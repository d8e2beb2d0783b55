import { findingIf, type Finding } from '../../../model/finding';
import type { KindRuleContext } from '../../../model/kinds/kind-rule-context';
import { podPortFindings, type PlacedPort } from '../../../model/kinds/port-rules';
import type { PathStep } from '../../../model/problem';
import { metricsPlace, type DeclaredMetrics } from '../../../model/schema/metrics';
import type { WebApplicationService } from './web-application-schema';

type Service = Pick<WebApplicationService, 'port' | 'health' | 'metrics' | 'workers'>;

/** Findings on where the pods of a web application answer: their ports, and the name by which they are asked. */
export const endpointFindings = (service: Service, { hosts }: Pick<KindRuleContext, 'hosts'>): readonly Finding[] => [
  ...podPorts(service).flatMap(podPortFindings),
  ...findingIf(
    typeof service.health === 'object' &&
      'path' in service.health &&
      service.health.host === 'own' &&
      hosts.length === 0,
    ['health', 'host'],
    'is own, and the service has no host',
    'write the name that it answers to, or leave it out',
  ),
];

/** The ports of each pod of a service: first of the web pod with all its containers, then of each worker with pods of its own. */
function podPorts(service: Service): readonly (readonly PlacedPort[])[] {
  const workers = service.workers.map((worker, index) => ({
    pod: worker.pod,
    ports: listenedPorts(worker, ['workers', index]),
  }));
  const beside = workers.flatMap(({ pod, ports }) => (pod === 'web' ? ports : []));
  return [
    [...listenedPorts(service, []), ...beside],
    ...workers.flatMap(({ pod, ports }) => (pod === 'own' ? [ports] : [])),
  ];
}

const listenedPorts = (
  { port, metrics }: { readonly port?: number; readonly metrics?: DeclaredMetrics },
  at: readonly PathStep[],
): readonly PlacedPort[] => {
  const measured = metricsPlace(metrics)?.port;
  return [
    ...(port === undefined ? [] : [{ port, at: [...at, 'port'] }]),
    ...(measured === undefined ? [] : [{ port: measured, at: [...at, 'metrics', 'port'] }]),
  ];
};
