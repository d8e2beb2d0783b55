import type { OwnSecrets } from '../../../model/service-needs';
import type { AutomationService } from './automation-schema';

/** Key of the token with which GitLab authenticates its calls of a hook. */
export const hookToken = (hook: string): string => `hook-token-${hook}`;

/** Returns the keys of all hooks' tokens: typed in by people, or generated. The commands do not get them. */
export const hookTokens = (hooks: AutomationService['hooks']): OwnSecrets => ({
  typedIn: hooks.filter(({ token }) => token === 'signing').map(({ name }) => hookToken(name)),
  generated: hooks.filter(({ token }) => token === 'generated').map(({ name }) => hookToken(name)),
});
