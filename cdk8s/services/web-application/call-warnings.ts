import { findingIf, type Finding } from '../../../model/finding';
import { isCallable } from '../../../model/kinds/callable-service';
import type { KindRuleContext } from '../../../model/kinds/kind-rule-context';
import { callingTexts } from './calling-texts';
import type { WebApplicationService } from './web-application-schema';

/**
 * Warnings on texts that name the Service of another service of the tenant, or of the service's own web pods, whose pods admit no calls
 * unless `calls` says so.
 */
export const callWarnings = (
  service: WebApplicationService,
  { services }: Pick<KindRuleContext, 'services'>,
): readonly Finding[] => {
  const { name: own, calls } = service;
  const { shared, processes } = callingTexts(service);
  return services.flatMap((callee) => {
    const { name } = callee;
    if (!isCallable(callee) || calls.includes(name)) return [];
    // Containers of the web pods call each other at localhost, and their own Service never.
    const callers =
      name === own
        ? processes.filter(({ at: [list] }) => list === 'workers' || list === 'schedule')
        : [...shared, ...processes];
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
