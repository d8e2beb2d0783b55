import { findingIf, type Finding } from '../../../model/finding';
import { metricsBeside } from '../../../model/schema/metrics';
import { httpPort } from './http-port';
import type { WebApplicationService } from './web-application-schema';

type Service = Pick<WebApplicationService, 'hosts' | 'port' | 'ports' | 'health' | 'metrics'>;

/** Findings on what needs the port of HTTP where there is none, and on a service with one that nothing asks whether it works. */
export const withoutHttpFindings = (service: Service): readonly Finding[] =>
  httpPort(service) === undefined
    ? missingPortFindings(service)
    : findingIf(
        typeof service.health === 'object' && 'none' in service.health,
        ['health', 'none'],
        'leaves nothing that takes a pod out of the routers when it does not answer',
        'write the path that returns 200, or { tcp: true }; a program without HTTP has port: none',
      );

function missingPortFindings({ hosts = [], ports, health, metrics }: Service): readonly Finding[] {
  const asksAtPort = typeof health === 'string' || (('path' in health || 'tcp' in health) && health.port === undefined);
  const routed = ports.flatMap((port, index) =>
    (['hosts', 'paths'] as const).flatMap((key) => (port[key].length > 0 ? [['ports', index, key]] : [])),
  );
  return [
    ...findingIf(
      asksAtPort,
      ['health'],
      'asks at a port, and the service has none for HTTP',
      'write { command: [<program>] }, { tcp: true, port: <one of ports> }, or { none: <reason> }',
    ),
    ...[...(hosts.length > 0 ? [['hosts']] : []), ...routed].flatMap((at) =>
      findingIf(
        true,
        at,
        'lead to HTTP, and port says that it has none',
        'write the port that answers HTTP as port, or remove them',
      ),
    ),
    ...findingIf(
      metricsBeside(metrics) !== undefined,
      ['metrics'],
      'has no port at which they could be read',
      'write { path: <path>, port: <port> }',
    ),
  ];
}
