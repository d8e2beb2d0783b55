import { callsOutFindings, nameFindings } from '../../../model/kinds/process-rules';
import { variableFindings } from '../../../model/kinds/variable-rules';
import { findingIf, type Finding } from '../../../model/finding';
import type { AutomationService } from './automation-schema';
import { hookVariables } from './hook-variables';

/** What must hold for an automation of a tenant that has so many services, itself among them. */
export const automationFindings = (service: AutomationService, services: number): readonly Finding[] => [
  ...nameFindings(service.hooks, 'hooks', 'hook'),
  ...callsOutFindings(service.callsOut),
  ...variableFindings({
    settings: service.settings,
    secrets: service.secrets,
    provided: hookVariables,
    commands: service.hooks.map(({ run }, index) => ({ words: run, path: ['hooks', index, 'run'] })),
    questions: [],
  }),
  // Whoever may start jobs may start any pod, with every secret of its namespace. The part that the internet calls may.
  ...findingIf(
    services > 1,
    [],
    `${service.name} has other services beside it, whose secrets would be in reach of whoever breaks into it`,
    'give it a tenant of its own, in another file',
  ),
];
