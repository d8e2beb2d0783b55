import { z } from 'zod';
import { reason, urlPath } from '../../../model/schema/fields';
import { appCallbackSchema } from './app-callback-schema';

const paths = (example: string) =>
  z
    .union([
      urlPath,
      z
        .array(urlPath.meta({ examples: [example] }))
        .min(1)
        .max(16),
    ])
    .meta({ examples: [example] });

/** The client of a web application in the single sign-on. */
export const loginSchema = z
  .strictObject({
    callback: paths('/oauth/callback').describe('redirect path of the login, or a list of such paths'),
    appCallbacks: z
      .array(
        z.strictObject({
          uri: appCallbackSchema.describe('redirect URI in a private-use scheme, or at the device’s own address'),
          because: reason,
        }),
      )
      .max(16)
      .default([])
      .describe('redirect URIs of apps on phones and computers; the application itself redeems the codes they receive'),
    afterLogout: paths('/goodbye')
      .optional()
      .describe(
        'path to which a browser may return after a logout, or a list of such paths; / if left out; those of callback are allowed anyway',
      ),
    backchannelLogout: urlPath
      .meta({ examples: ['/oidc/backchannel-logout'] })
      .optional()
      .describe('path that the single sign-on calls when a person’s session ends there; never called if left out'),
    pkce: z
      .strictObject({ none: reason })
      .optional()
      .describe('{ none: <reason> } for an application without PKCE; by default logins without PKCE are refused'),
  })
  .optional()
  .describe('a dedicated OIDC client, passed as OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET');
