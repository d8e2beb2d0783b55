import { settingText } from '../../../model/ordered-settings';
import { fileText } from '../../../model/schema/service-files';
import { serviceProcesses } from './placed-processes';
import type { WebApplicationService } from './web-application-schema';

/** All texts of a service in which a reference to a variable is replaced: settings, files and commands of all its processes. */
export function serviceTexts(service: WebApplicationService): readonly string[] {
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
