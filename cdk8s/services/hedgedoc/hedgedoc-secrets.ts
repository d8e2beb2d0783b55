import { loginSecret, type OwnSecrets } from '../../../model/service-needs';

/** Key of the secret that signs sessions. */
export const sessionSecret = 'session-secret';

/** The secrets of a HedgeDoc. */
export const hedgedocSecrets = { typedIn: [], generated: [loginSecret, sessionSecret] } as const satisfies OwnSecrets;
