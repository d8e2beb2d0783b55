import { findingIf, type Finding } from '../../../model/finding';
import { settingText } from '../../../model/ordered-settings';
import { fileText } from '../../../model/schema/service-files';
import { serviceProcesses } from './placed-processes';
import type { WebApplicationService } from './web-application-schema';

/** Warnings on workers that nobody calls, and on those that take their work from nowhere. */
export const processWarnings = (service: WebApplicationService): readonly Finding[] => {
  const texts = allTexts(service);
  const isConnected = hasSources(service);
  return service.workers.flatMap(({ name, pod, port, paths, alive, claim, volumes }, index) => {
    const host = `${service.name}-worker-${name}`;
    const mounts = claim !== undefined || (volumes ?? allVolumes(service)).length > 0;
    return [
      ...findingIf(
        pod === 'own' && port !== undefined && paths.length === 0 && !texts.some((text) => text.includes(host)),
        ['workers', index, 'port'],
        `is called by nobody: the worker has no paths, and no setting, command or file names ${host}`,
        `name http://${host} where it is called, give it paths, or ${'get' in alive ? 'leave it if it only answers the probe' : 'remove the port'}`,
      ),
      ...findingIf(
        pod === 'own' && port === undefined && !isConnected && !mounts,
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

/** Everything in which a tenant's file may name an address. */
function allTexts(service: WebApplicationService): readonly string[] {
  const { settings, files, command = [], args = [] } = service;
  const processes = serviceProcesses(service);
  return [
    ...[settings, ...processes.map((process) => process.settings)].flatMap((each) =>
      Object.values(each).map(settingText),
    ),
    ...Object.values(files).map(fileText),
    ...command,
    ...args,
    ...processes.flatMap(({ commands }) => commands.flatMap(({ words }) => words)),
  ];
}
