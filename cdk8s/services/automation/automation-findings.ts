import { encodedFindings } from '../../../model/kinds/entered-secrets';
import type { KindRuleContext } from '../../../model/kinds/kind-rule-context';
import { callsOutFindings, nameFindings } from '../../../model/kinds/process-rules';
import { textSizeFindings } from '../../../model/kinds/size-rules';
import { variableFindings } from '../../../model/kinds/variable-rules';
import { findingIf, type Finding } from '../../../model/finding';
import type { AutomationService } from './automation-schema';
import { hookVariables } from './hook-variables';

/** Findings on an automation. */
export function automationFindings(
  service: AutomationService,
  around: Pick<KindRuleContext, 'services' | 'hasHosts'>,
): readonly Finding[] {
  const { name, hooks, settings, secrets, callsOut } = service;
  const commands = hooks.map(({ run }, index) => ({ words: run, path: ['hooks', index, 'run'] }));
  return [
    ...nameFindings(hooks, 'hooks', 'hook'),
    ...callsOutFindings(callsOut, around),
    ...encodedFindings({ secrets, beside: [] }),
    ...variableFindings({ settings, secrets, provided: hookVariables, commands, questions: [] }),
    ...textSizeFindings({ settings, commands }),
    // Who may create Jobs can read every secret of the namespace by a pod. The receiver may, and it is open to the internet.
    ...findingIf(
      around.services.length > 1,
      [],
      `${name} has other services beside it, and an attacker of this one could reach their secrets`,
      'give it a tenant of its own, in another file',
    ),
  ];
}
