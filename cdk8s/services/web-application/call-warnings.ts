import { findingIf, type Finding } from '../../../model/finding';
import { isCallable } from '../../../model/kinds/callable-service';
import type { KindRuleContext } from '../../../model/kinds/kind-rule-context';
import { settingText } from '../../../model/ordered-settings';
import type { PathStep } from '../../../model/problem';
import { fileText } from '../../../model/schema/service-files';
import { serviceProcesses } from './placed-processes';
import type { WebApplicationService } from './web-application-schema';

/** Texts that may name what they call, with the path in the tenant's file of what has them. */
interface CallingTexts {
  readonly at: readonly PathStep[];
  readonly texts: readonly string[];
}

/**
 * Warnings on texts that name the Service of another service of the tenant, or of the service's own web pods, whose pods admit no calls
 * unless `calls` says so.
 */
export const callWarnings = (
  service: WebApplicationService,
  { services }: Pick<KindRuleContext, 'services'>,
): readonly Finding[] => {
  const { name: own, calls } = service;
  const processes = serviceProcesses(service).map(({ at, settings, commands }) => ({
    at,
    texts: [...Object.values(settings).map(settingText), ...commands.flatMap(({ words }) => words)],
  }));
  return services.flatMap((callee) => {
    const { name } = callee;
    if (!isCallable(callee) || calls.includes(name)) return [];
    // Containers of the web pods call each other at localhost, and their own Service never.
    const callers =
      name === own
        ? processes.filter(({ at: [list] }) => list === 'workers' || list === 'schedule')
        : [...ownTexts(service), ...processes];
    return callers.flatMap(({ at, texts }) =>
      findingIf(
        texts.some((text) => isCall(text, name)),
        at,
        `calls http://${name}, whose pods admit none of its calls`,
        `write calls: [${[...calls, name].join(', ')}] at the service`,
      ),
    );
  });
};

/** Whether a text has an address at the Service of this name, or is its name and a port. */
const isCall = (text: string, name: string): boolean =>
  new RegExp(`//([^\\s/@]*@)?${name}(?=[:/?\\s"']|$)`).test(text) || new RegExp(`^${name}:\\d+$`).test(text);

const ownTexts = ({ settings, files, command = [], args = [] }: WebApplicationService): readonly CallingTexts[] => [
  ...Object.entries(settings).map(([key, value]) => ({ at: ['settings', key], texts: [settingText(value)] })),
  ...Object.entries(files).map(([path, file]) => ({ at: ['files', path], texts: [fileText(file)] })),
  { at: ['command'], texts: command },
  { at: ['args'], texts: args },
];
