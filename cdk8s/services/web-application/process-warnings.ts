import { findingIf, type Finding } from '../../../model/finding';
import { settingText } from '../../../model/ordered-settings';
import { serviceProcesses } from './placed-processes';
import { serviceTexts } from './service-texts';
import type { WebApplicationService } from './web-application-schema';

/** Warnings on processes that call what admits them not, on workers that nobody calls, and on those that take their work from nowhere. */
export const processWarnings = (service: WebApplicationService): readonly Finding[] => {
  const texts = serviceTexts(service);
  const isConnected = hasSources(service);
  return [
    ...ownCallWarnings(service),
    ...service.workers.flatMap(({ name, pod, port, ports, paths, hosts, metrics, alive, claim, volumes }, index) => {
      const host = `${service.name}-worker-${name}`;
      // Metrics without a port of their own are read at this one.
      const isAsked = ('get' in alive || 'tcp' in alive) && (alive.port ?? port) === port;
      const isCalled = paths.length + hosts.length > 0 || typeof metrics === 'string' || isAsked;
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
    }),
  ];
};

/** Warnings on processes that name the Service of their own web pods, which admit no calls of theirs unless the service says so. */
const ownCallWarnings = (service: WebApplicationService): readonly Finding[] => {
  const { name, calls } = service;
  const called = new RegExp(`//([^\\s/@]*@)?${name}(?=[:/?\\s"']|$)`);
  return serviceProcesses(service).flatMap(({ at, settings, commands }) =>
    findingIf(
      !calls.includes(name) &&
        (at[0] === 'workers' || at[0] === 'schedule') &&
        [...Object.values(settings).map(settingText), ...commands.flatMap(({ words }) => words)].some((text) =>
          called.test(text),
        ),
      at,
      `calls http://${name}, whose pods admit none of its calls`,
      `write calls: [${name}] at the service`,
    ),
  );
};

/** Whether there is something from which a worker may take its work. */
const hasSources = ({ database, cache, bucket, calls, callsOut, mail }: WebApplicationService): boolean =>
  [database, cache, bucket, mail].some((part) => part !== undefined) || calls.length + callsOut.length > 0;

const allVolumes = ({ claim, volumes }: WebApplicationService): readonly unknown[] =>
  claim === undefined ? volumes : [claim, ...volumes];
