import type { RenderedObject } from '../../rendered';
import { letsIn, watch, type LoginChange } from './login-change';
import type { LoginClient, LoginRealm } from './realm';

/** Whom hosts belong to. */
export interface HostOwners {
  readonly realm: LoginRealm;
  /** Routes of a host, in the version after. */
  readonly routes: (host: string) => readonly RenderedObject[];
}

/** To which further addresses a client sends people with their login. Whoever has such an address gets the login. */
export function redirectChanges(
  before: LoginClient | undefined,
  after: LoginClient,
  owners: HostOwners,
): readonly LoginChange[] {
  const known = before?.redirectUris ?? [];
  const added = after.redirectUris.filter((each) => !known.some((one) => coversAddress(one, each)));
  const origins = after.webOrigins.filter((each) => !(before?.webOrigins ?? []).includes(each));
  return [
    ...added.map((address) => addressChange(address, before, after, owners)),
    ...origins.map((origin) =>
      origin === '*'
        ? letsIn('allows CORS from every origin')
        : watch(`allows CORS from ${origin === '+' ? 'its redirect URIs' : origin}`),
    ),
  ];
}

/** Whether an address is one that another one, which may end in `*`, stands for. */
const coversAddress = (one: string, other: string): boolean =>
  one === other || (one.endsWith('*') && other.startsWith(one.slice(0, -1)));

function addressChange(
  address: string,
  before: LoginClient | undefined,
  after: LoginClient,
  owners: HostOwners,
): LoginChange {
  const also = before === undefined ? 'sends logins' : 'also sends logins';
  if (address.includes('*')) return letsIn(`${also} to every address like ${address}`);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined) return watch(`${also} to ${address}, which could not be judged`);
  const isOwnMachine = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (isOwnMachine) return onDevice(`${also} to localhost of the user: ${address}`, after);
  if (url.protocol === 'http:') return letsIn(`${also} over plain HTTP: ${address}`);
  if (url.protocol !== 'https:') return appChange(also, url, after, owners.realm);
  const other = owners.realm.clients.find(
    ({ clientId, redirectUris }) =>
      clientId !== after.clientId && redirectUris.some((each) => hostIn(each) === url.host),
  );
  if (other !== undefined) return letsIn(`${also} to ${address}, whose host is that of ${other.clientId}`);
  // A new client says its address; whether its host is the tenant's, other rules ask.
  const isOwn =
    before === undefined ||
    before.redirectUris.some((each) => hostIn(each) === url.host) ||
    owners.routes(url.host).some(({ metadata: { namespace = '' } }) => after.clientId.startsWith(`${namespace}-`));
  return isOwn ? watch(`${also} to ${address}`) : letsIn(`${also} to ${address}, a host that is new to this client`);
}

/** A scheme of an app. Nothing keeps another app of a device from registering it too (RFC 8252, section 8.1). */
function appChange(also: string, { href, protocol }: URL, after: LoginClient, realm: LoginRealm): LoginChange {
  const scheme = protocol.slice(0, -1);
  if (!scheme.includes('.')) return letsIn(`${also} to ${href}, and any app may use the scheme ${scheme}`);
  const other = realm.clients.find(
    ({ clientId, redirectUris }) =>
      clientId !== after.clientId && redirectUris.some((each) => each.startsWith(protocol)),
  );
  return other === undefined
    ? onDevice(`${also} to apps with the scheme ${scheme}: ${href}`, after)
    : letsIn(`${also} to ${href}, whose scheme is that of ${other.clientId}`);
}

/** Another program of the device may get the code, which it can use only where no challenge is required. */
const onDevice = (what: string, { attributes }: LoginClient): LoginChange =>
  attributes['pkce.code.challenge.method'] === 'S256' ? watch(what) : letsIn(`${what}, and requires no PKCE`);

/** Host of a web address; every other address has none that somebody could own. */
const hostIn = (address: string): string | undefined => {
  const host = URL.canParse(address) ? new URL(address).host : '';
  return host === '' ? undefined : host;
};
