import { loginSecret, type OwnSecrets } from '../../../model/service-needs';

/** What signs the sessions of people. */
export const sessionSecret = 'session-secret';

/** The secrets of a HedgeDoc. */
export const hedgedocSecrets = { typedIn: [], generated: [loginSecret, sessionSecret] } as const satisfies OwnSecrets;
