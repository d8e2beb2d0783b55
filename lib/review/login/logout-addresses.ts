import { watch, type LoginChange } from './login-change';
import type { LoginClient } from './realm';

/**
 * To which further places a client sends people after a logout. No code goes there, but people trust where they are sent. Addresses at
 * hosts that get the client's logins anyway are not said.
 * Source: keycloak/keycloak:server-spi-private/.../OIDCConfigAttributes.java.
 */
export function logoutChanges(before: LoginClient | undefined, after: LoginClient): readonly LoginChange[] {
  const known = addresses(before);
  const own = after.redirectUris.filter((each) => !each.includes('*')).map(originOrNone);
  return addresses(after)
    .filter((each) => !known.includes(each) && each !== itsCallbacks && !own.includes(originOrNone(each) ?? each))
    .map((each) => watch(`redirects after logout to ${each}, where it sends no logins`));
}

/** Stands for all redirect URIs of the client. */
const itsCallbacks = '+';
/** Stands for no address at all. */
const none = '-';

function addresses(client: LoginClient | undefined): readonly string[] {
  const text = client?.attributes['post.logout.redirect.uris'];
  return typeof text === 'string' ? text.split('##').filter((each) => each !== '' && each !== none) : [];
}

/** Scheme, host and port of a web address without a wildcard in them. */
function originOrNone(address: string): string | undefined {
  const origin = /^https?:\/\/[^/*]+(?=\/|$)/.exec(address)?.[0];
  return origin !== undefined && URL.canParse(origin) ? new URL(origin).origin : undefined;
}
