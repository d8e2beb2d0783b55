import { settingText } from '../../../model/ordered-settings';
import type { PathStep } from '../../../model/problem';
import { fileText } from '../../../model/schema/service-files';
import { serviceProcesses } from './placed-processes';
import type { WebApplicationService } from './web-application-schema';

/** Texts that may name what they call, with the path in the tenant's file of what has them. */
export interface CallingTexts {
  readonly at: readonly PathStep[];
  readonly texts: readonly string[];
}

/** The texts of a service that may name what it calls: first those of all its processes, then those of single ones. */
export const callingTexts = (
  service: WebApplicationService,
): { readonly shared: readonly CallingTexts[]; readonly processes: readonly CallingTexts[] } => ({
  shared: ownTexts(service),
  processes: serviceProcesses(service).map(({ at, settings, commands }) => ({
    at,
    texts: [...Object.values(settings).map(settingText), ...commands.flatMap(({ words }) => words)],
  })),
});

const ownTexts = ({ settings, files, command = [], args = [] }: WebApplicationService): readonly CallingTexts[] => [
  ...Object.entries(settings).map(([key, value]) => ({ at: ['settings', key], texts: [settingText(value)] })),
  ...Object.entries(files).map(([path, file]) => ({ at: ['files', path], texts: [fileText(file)] })),
  { at: ['command'], texts: command },
  { at: ['args'], texts: args },
];
