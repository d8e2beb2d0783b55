import { z } from 'zod';
import { reason, urlPath } from '../../../model/schema/fields';

/** The client of a web application in the single sign-on. */
export const loginSchema = z
  .strictObject({
    callback: urlPath
      .describe('path that people come back to from the single sign-on')
      .meta({ examples: ['/oauth/callback'] }),
    pkce: z
      .strictObject({ none: reason })
      .optional()
      .describe('{ none: <reason> } for an application that sends no challenge (PKCE), which is refused else'),
  })
  .optional()
  .describe('a client of its own in the single sign-on: OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET');
