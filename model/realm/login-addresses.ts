import type { DeclaredLogin } from '../kinds/declared-service';
import { answersPath, servedHostName, type ServedHost } from '../kinds/served-hosts';
import { oneOrMore } from '../one-or-more';

/** Addresses at the hosts of a service to which its login sends browsers, or calls. */
export interface LoginAddresses {
  /** After a login, with the code. */
  readonly callbacks: readonly string[];
  /** After a logout, without any. */
  readonly postLogoutRedirectUris: readonly string[];
  /**
   * What is called when a session ends; Keycloak takes one address of a client.
   * @default nothing
   */
  readonly backchannelLogoutUrl?: string;
}

/** Each path of a login at each host that answers it. */
export function loginAddresses(
  {
    callback,
    afterLogout = '/',
    backchannelLogout,
  }: Pick<DeclaredLogin, 'callback' | 'afterLogout' | 'backchannelLogout'>,
  served: readonly ServedHost[],
): LoginAddresses {
  const addresses = (paths: readonly string[]) =>
    paths.flatMap((path) =>
      served.filter((host) => answersPath(host, path)).map((host) => `https://${servedHostName(host)}${path}`),
    );
  const [backchannelLogoutUrl] = addresses(backchannelLogout === undefined ? [] : [backchannelLogout]);
  const returns = addresses(oneOrMore(afterLogout));
  return {
    callbacks: addresses(oneOrMore(callback)),
    backchannelLogoutUrl,
    // Keycloak compares letter by letter, and programs write the start page with its slash and without.
    postLogoutRedirectUris: returns.flatMap((address) =>
      new URL(address).pathname === '/' ? [address, address.slice(0, -1)] : [address],
    ),
  };
}
