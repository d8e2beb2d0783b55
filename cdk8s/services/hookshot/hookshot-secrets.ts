import type { OwnSecrets } from '../../../model/service-needs';

/** The secrets of a bridge. */
export const hookshotSecrets = {
  typedIn: ['passkey.pem'],
  generated: ['as-token', 'hs-token', 'gitlab-webhook-secret'],
} as const satisfies OwnSecrets;

/** A secret that nobody types in. */
export type HookshotSecret = (typeof hookshotSecrets)['generated'][number];
