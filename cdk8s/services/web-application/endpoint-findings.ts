import { findingIf, type Finding } from '../../../model/finding';
import { isBelowPath } from '../../../model/formats/url-paths';
import type { KindRuleContext } from '../../../model/kinds/kind-rule-context';
import { podPortFindings, type PlacedPort } from '../../../model/kinds/port-rules';
import { metricsPlace, type DeclaredMetrics } from '../../../model/schema/metrics';
import type { PathStep } from '../../../model/problem';
import type { WebApplicationService } from './web-application-schema';

type Service = Pick<WebApplicationService, 'port' | 'ports' | 'health' | 'metrics' | 'workers'>;

/** Findings on where a web application and its workers answer: ports, metrics, health and hosts. */
export const endpointFindings = (
  { port, ports, health, metrics, workers }: Service,
  { hosts }: Pick<KindRuleContext, 'hosts'>,
): readonly Finding[] => [
  ...podPortFindings([{ port, at: ['port'] }, ...metricsPorts(metrics, []), ...furtherPorts(ports, [])]),
  ...findingIf(
    typeof health === 'object' && 'path' in health && health.host === 'own' && hosts.length === 0,
    ['health', 'host'],
    'is own, and the service has no host',
    'write the name that it answers to, or leave it out',
  ),
  ...workers.flatMap(workerFindings),
];

const metricsPorts = (metrics: DeclaredMetrics, at: readonly PathStep[]): readonly PlacedPort[] => {
  const port = metricsPlace(metrics)?.port;
  return port === undefined ? [] : [{ port, at: [...at, 'metrics', 'port'] }];
};

const furtherPorts = (ports: Service['ports'], at: readonly PathStep[]): readonly PlacedPort[] =>
  ports.map(({ port, protocol }, index) => ({ port, protocol, at: [...at, 'ports', index, 'port'] }));

/** Findings on the ports of a worker, and on what needs one. */
function workerFindings(
  { port, ports, metrics, paths, hosts, alive }: WebApplicationService['workers'][number],
  index: number,
): readonly Finding[] {
  const at = ['workers', index];
  const own = port === undefined ? [] : [{ port, at: [...at, 'port'] }];
  const withoutPort = (wrong: boolean, key: readonly PathStep[], reason: string) =>
    findingIf(port === undefined && wrong, [...at, ...key], reason, 'add the port that it listens on');
  const shared = typeof metrics === 'string' ? metrics : undefined;
  const open = [...paths, ...hosts.flatMap((served) => (typeof served === 'string' ? '/' : served.paths))];
  return [
    ...podPortFindings([...own, ...metricsPorts(metrics, at), ...furtherPorts(ports, at)]),
    ...withoutPort(hosts.length > 0, ['hosts'], 'has no port to which they could lead'),
    ...withoutPort('tcp' in alive, ['alive', 'tcp'], 'has no port that could take connections'),
    ...withoutPort(shared !== undefined, ['metrics'], 'has no port at which they could be read'),
    ...findingIf(
      shared !== undefined && open.some((beginning) => isBelowPath(shared, beginning)),
      [...at, 'metrics'],
      `${shared ?? ''} is answered to the internet, for it is below what leads to the worker`,
      'write { path: <path>, port: <port> } if they have a port of their own, or leave it out',
    ),
  ];
}
