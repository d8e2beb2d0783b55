import type { OwnSecrets } from '../../../model/service-needs';
import type { AutomationService } from './automation-schema';

/** Name of what GitLab shows when it calls a hook. */
export const hookToken = (hook: string): string => `hook-token-${hook}`;

/** The tokens of all hooks, which the commands do not get, by who makes them up. */
export const hookTokens = (hooks: AutomationService['hooks']): OwnSecrets => ({
  typedIn: hooks.filter(({ token }) => token === 'signing').map(({ name }) => hookToken(name)),
  generated: hooks.filter(({ token }) => token === 'generated').map(({ name }) => hookToken(name)),
});
