import { listedSecrets, secretNames } from '../../../model/kinds/listed-secrets';
import { orderedSettings } from '../../../model/ordered-settings';
import { kubernetesCommand } from '../../../model/variable-text';
import type { PlatformChart } from '../../base/manifests/platform-chart';
import type { ServiceContext } from '../service-context';
import { Automation } from './automation';
import type { AutomationService } from './automation-schema';
import { hookToken, hookTokens } from './hook-tokens';

/** Puts an automation into its chart. */
export function fillAutomationChart(chart: PlatformChart, service: AutomationService, context: ServiceContext): void {
  const { hosts, remoteSecret } = context;
  const { name, receiver, image, updates, gitlab, account, hooks, settings, secrets, scratch, callsOut } = service;
  const variables = [...Object.keys(settings), ...secretNames(secrets).map((secret) => secret.name)];
  new Automation(chart, name, {
    name,
    receiver,
    image,
    updates,
    hosts,
    gitlab,
    account,
    hooks: hooks.map((hook) => ({
      ...hook,
      run: kubernetesCommand(hook.run, variables),
      tokenKey: hookToken(hook.name),
    })),
    tokens: hookTokens(hooks),
    settings: orderedSettings(settings),
    secrets: listedSecrets(secrets),
    remoteSecret,
    scratch,
    callsOut,
  });
}
