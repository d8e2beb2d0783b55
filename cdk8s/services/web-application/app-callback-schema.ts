import { z } from 'zod';
import { refusal } from '../../../model/schema/fields';

/**
 * Redirect URI of an app on a person's own device, in one of the two forms of RFC 8252 that nobody elsewhere can answer: a
 * private-use scheme (section 7.1), or the loopback address (section 7.3). Its third form, a claimed https address, is a callback path.
 */
export const appCallbackSchema = z
  .string()
  .max(255, refusal('is longer than 255 characters', 'shorten it: Keycloak keeps no longer one'))
  .superRefine((text, context) => {
    const message = appCallbackProblem(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message, continue: false });
  })
  .meta({ examples: ['app.immich:///oauth-callback'] });

const path = String.raw`[A-Za-z0-9._~/-]*`;
/** A reversed domain name as a scheme. Schemes have no capital letters, and Keycloak compares each letter. */
const privateScheme = new RegExp(String.raw`^[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+:/${path}$`);
const loopback = new RegExp(String.raw`^http://(127\.0\.0\.1|\[::1\])(:[1-9]\d{0,4})?/${path}$`);

function appCallbackProblem(text: string): string | undefined {
  if (text.includes('*'))
    return refusal('has a wildcard', 'write each address in full: whoever gets a code at another one can use it');
  if (/^https:/i.test(text))
    return refusal(
      'is a web address',
      'write the path under callback if the service answers it; no other host gets a login',
    );
  if (privateScheme.test(text) || loopback.test(text)) return undefined;
  if (/^http:/i.test(text))
    return refusal(
      'is not an address of the person’s own device with a path',
      'write it like http://127.0.0.1/callback, which is good for every port; localhost could be another machine (RFC 8252, section 8.3)',
    );
  return /^[^:/.]+:/.test(text)
    ? refusal(
        'has a scheme without a dot, which any app may use as its own',
        'use a scheme of the app that is the reversed name of a domain, like org.example.app:/callback (RFC 8252, section 7.1)',
      )
    : refusal(
        'is no redirect URI of an app',
        'write it like app.immich:///oauth-callback or http://127.0.0.1/callback, without query and fragment',
      );
}
