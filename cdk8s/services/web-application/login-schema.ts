import { z } from 'zod';
import { reason, urlPath } from '../../../model/schema/fields';

/** The client of a web application in the single sign-on. */
export const loginSchema = z
  .strictObject({
    callback: urlPath.describe('redirect path of the login').meta({ examples: ['/oauth/callback'] }),
    pkce: z
      .strictObject({ none: reason })
      .optional()
      .describe('{ none: <reason> } for an application without PKCE; by default logins without PKCE are refused'),
  })
  .optional()
  .describe('a dedicated OIDC client, passed as OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET');
