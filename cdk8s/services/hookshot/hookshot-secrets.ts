import type { OwnSecrets } from '../../../model/service-needs';

/** The secrets of a bridge. */
export const hookshotSecrets: OwnSecrets = {
  typedIn: ['passkey.pem'],
  generated: ['as-token', 'hs-token', 'gitlab-webhook-secret'],
};
