import type { OwnSecrets } from '../../../model/service-needs';

/** Keys of the secrets of a bridge: typed in by people, or generated. */
export const hookshotSecrets = {
  typedIn: ['passkey.pem'],
  generated: ['as-token', 'hs-token', 'gitlab-webhook-secret'],
} as const satisfies OwnSecrets;

/** Key of a generated secret. */
export type HookshotSecret = (typeof hookshotSecrets)['generated'][number];
