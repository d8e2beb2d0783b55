import { listedSecrets } from '../../../model/kinds/listed-secrets';
import { defineKind } from '../service-kind';
import { automationHealth } from './automation-health';
import { automationFindings } from './automation-findings';
import { automationSchema } from './automation-schema';
import { hookTokens } from './hook-tokens';

/** Commands that GitLab's webhooks start. */
export const automationKind = defineKind({
  schema: automationSchema,
  declare: (service) => {
    const [listed, tokens] = [listedSecrets(service.secrets), hookTokens(service.hooks)];
    return {
      secrets: {
        ...listed,
        typedIn: [...listed.typedIn, ...tokens.typedIn],
        generated: [...listed.generated, ...tokens.generated],
      },
      probes: { health: automationHealth, closed: ['/metrics'] },
      settings: service.settings,
      findings: (around) => automationFindings(service, around),
    };
  },
  chart: async () => (await import('./automation-chart')).fillAutomationChart,
  dashboard: async () => (await import('./automation-dashboard')).automationDashboard,
});
