import { findingIf, type Finding } from '../../../model/finding';
import { metricsBeside } from '../../../model/schema/metrics';
import { serviceTexts } from './service-texts';
import type { WebApplicationService } from './web-application-schema';

/** Warnings on workers that nobody calls, and on those that take their work from nowhere. */
export const processWarnings = (service: WebApplicationService): readonly Finding[] => {
  const texts = serviceTexts(service);
  const isConnected = hasSources(service);
  return service.workers.flatMap(({ name, pod, port, ports, paths, hosts, metrics, alive, claim, volumes }, index) => {
    const host = `${service.name}-worker-${name}`;
    // Metrics without a port of their own are read at this one.
    const isAsked = ('get' in alive || 'tcp' in alive) && (alive.port ?? port) === port;
    const isCalled = paths.length + hosts.length > 0 || metricsBeside(metrics) !== undefined || isAsked;
    const mounts = claim !== undefined || (volumes ?? allVolumes(service)).length > 0;
    return [
      ...findingIf(
        pod === 'own' && port !== undefined && !isCalled && !texts.some((text) => text.includes(host)),
        ['workers', index, 'port'],
        `is called by nobody: the worker has no paths or hosts, and no setting, command or file names ${host}`,
        `name http://${host} where it is called, give it paths, or remove the port`,
      ),
      ...findingIf(
        pod === 'own' && port === undefined && ports.length === 0 && !isConnected && !mounts,
        ['workers', index],
        'shares nothing with the service: there is no database, cache, bucket or volume, and nobody calls it',
        'declare what it takes its work from; leave it if it only calls addresses outside by HTTPS',
      ),
    ];
  });
};

/** Whether there is something from which a worker may take its work. */
const hasSources = ({ database, cache, bucket, calls, callsOut, mail }: WebApplicationService): boolean =>
  [database, cache, bucket, mail].some((part) => part !== undefined) || calls.length + callsOut.length > 0;

const allVolumes = ({ claim, volumes }: WebApplicationService): readonly unknown[] =>
  claim === undefined ? volumes : [claim, ...volumes];
