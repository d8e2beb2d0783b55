import { loginSecret, type OwnSecrets } from '../../../model/service-needs';

/** What signs the sessions of people. */
export const sessionSecret = 'session-secret';

/** The secrets of a HedgeDoc. */
export const hedgedocSecrets: OwnSecrets = { typedIn: [], generated: [loginSecret, sessionSecret] };
