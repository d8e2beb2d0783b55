import { isOn } from '../is-on';
import { textAt } from '../value-at';
import { directoryChanges } from './directory-changes';
import { another, laxer, setting, settingChanges, turnedOff, turnedOn, type LoginSetting } from './login-settings';
import { letsIn, watch, withSubject, type LoginChange, type SubjectLoginChange } from './login-change';
import { clientSubject, realmSubject } from './login-subjects';
import { logoutChanges } from './logout-addresses';
import { flowAudience } from './login-strength';
import type { LoginClient, LoginRealm } from './realm';
import { redirectChanges, type HostOwners } from './redirect-addresses';

/** Who gets in that did not before: further ways to log in, to more people, and with the login sent to further places. */
export function realmWayChanges(
  before: LoginRealm,
  after: LoginRealm,
  routes: HostOwners['routes'],
): readonly SubjectLoginChange[] {
  const former = new Map(before.clients.map((client) => [client.clientId, client]));
  const owners = { realm: after, routes };
  return [
    ...withSubject(realmSubject(after), [
      ...settingChanges(switches, before, after),
      ...providerChanges(before, after),
      ...directoryChanges(before, after),
    ]),
    ...after.clients.flatMap((client) => {
      const old = former.get(client.clientId);
      return withSubject(clientSubject(client.clientId), [
        ...(old === undefined ? newClient(client) : audienceChanges(before, after, old, client)),
        ...settingChanges(clientSwitches, old ?? {}, client),
        ...(client.enabled ? [...redirectChanges(old, client, owners), ...logoutChanges(old, client)] : []),
      ]);
    }),
  ];
}

const switches: readonly LoginSetting[] = [
  setting('registrationAllowed', turnedOn('lets-in', 'lets everybody register an account'), false),
  setting('resetPasswordAllowed', turnedOn('lets-in', 'lets people reset a password by email'), false),
  setting(
    'editUsernameAllowed',
    turnedOn('lets-in', 'lets users change their user name, by which services identify them'),
    false,
  ),
  setting('duplicateEmailsAllowed', turnedOn('lets-in', 'allows duplicate email addresses'), false),
  setting(
    'firstBrokerLoginFlow',
    another('watch', 'handles first logins from other providers by the flow'),
    'first broker login',
  ),
  setting('enabled', turnedOff('watch', 'is switched off'), true),
];

/** All ways to a token past the page on which people log in. Source: keycloak/keycloak:server-spi-private/.../OIDCConfigAttributes.java. */
const clientSwitches: readonly LoginSetting[] = [
  setting(
    'publicClient',
    turnedOn('lets-in', 'is a public client now, without a secret: any program can impersonate it'),
    false,
  ),
  setting(
    'directAccessGrantsEnabled',
    turnedOn('lets-in', 'allows direct access grants, which bypass the login page'),
    false,
  ),
  setting('implicitFlowEnabled', turnedOn('lets-in', 'allows the implicit flow, which puts tokens into URLs'), false),
  setting('serviceAccountsEnabled', turnedOn('lets-in', 'gets a service account'), false),
  setting('authorizationServicesEnabled', turnedOn('watch', 'enables authorization services'), false),
  setting(
    ['attributes', 'oauth2.device.authorization.grant.enabled'],
    turnedOn('lets-in', 'allows the device authorization grant'),
    false,
  ),
  setting(
    ['attributes', 'oidc.ciba.grant.enabled'],
    turnedOn('lets-in', 'allows backchannel authentication (CIBA)'),
    false,
  ),
  setting(['attributes', 'standard.token.exchange.enabled'], turnedOn('lets-in', 'allows token exchange'), false),
];

function newClient(client: LoginClient): readonly LoginChange[] {
  return client.enabled ? [watch('is a new client')] : [];
}

/** Who may log in to a client, and whether one that was switched off is on. */
function audienceChanges(
  before: LoginRealm,
  after: LoginRealm,
  old: LoginClient,
  client: LoginClient,
): readonly LoginChange[] {
  if (!old.enabled && client.enabled) return [letsIn('is enabled, and was disabled')];
  const [one, other] = [audience(before, old), audience(after, client)];
  const lost = one.filter((each) => !other.includes(each));
  if (lost.length === 0) return [];
  const added = other.filter((each) => !one.includes(each));
  return added.length === 0
    ? [letsIn(`lets everybody log in, where it was ${lost.join(' and ')} only`)]
    : [letsIn(`lets ${added.join(' and ')} log in, where it was ${lost.join(' and ')}`)];
}

/** Whom the flow of a client, or that of the realm, lets pass; nobody in particular where it asks for nothing. */
function audience(
  realm: LoginRealm,
  { authenticationFlowBindingOverrides: { browser } }: LoginClient,
): readonly string[] {
  const flow = typeof browser === 'string' && browser !== '' ? browser : textAt(realm, ['browserFlow']);
  return flow === undefined ? [] : flowAudience(realm, flow);
}

/** Source: keycloak/keycloak:core/src/main/java/org/keycloak/representations/idm/IdentityProviderRepresentation.java. */
const providerSettings: readonly LoginSetting[] = [
  setting('trustEmail', turnedOn('lets-in', 'whose email addresses it trusts'), false),
  setting('linkOnly', turnedOff('lets-in', 'also for people without an account here'), false),
  setting('firstBrokerLoginFlowAlias', another('lets-in', 'who go through the first login flow')),
  setting(['config', 'validateSignature'], turnedOff('lets-in', 'whose signatures it no longer validates'), false),
  ...['issuer', 'authorizationUrl', 'tokenUrl', 'userInfoUrl', 'jwksUrl', 'singleSignOnServiceUrl'].map((field) =>
    setting(['config', field], another('lets-in', `with another ${field}`)),
  ),
  setting(
    ['config', 'syncMode'],
    laxer('watch', ['IMPORT', 'LEGACY', 'FORCE'], 'whose accounts are updated by sync mode'),
    'LEGACY',
  ),
];

function providerChanges(before: LoginRealm, after: LoginRealm): readonly LoginChange[] {
  const former = new Map(before.identityProviders.map((each) => [each.alias, each]));
  return after.identityProviders.flatMap((provider): readonly LoginChange[] => {
    if (!provider.enabled) return [];
    const old = former.get(provider.alias);
    if (old?.enabled !== true) {
      const trust = isOn(provider.trustEmail) ? ', and trusts their email addresses' : '';
      return [letsIn(`accepts logins from identity provider ${provider.alias}${trust}`)];
    }
    return settingChanges(providerSettings, old, provider).map(({ class: danger, what }) => ({
      class: danger,
      what: `accepts logins from identity provider ${provider.alias}, ${what}`,
    }));
  });
}
