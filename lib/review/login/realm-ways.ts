import { isOn } from '../is-on';
import { textAt } from '../value-at';
import { directoryChanges } from './directory-changes';
import { another, laxer, setting, settingChanges, turnedOff, turnedOn, type LoginSetting } from './login-settings';
import { letsIn, watch, withSubject, type LoginChange, type SubjectLoginChange } from './login-change';
import { clientSubject, realmSubject } from './login-subjects';
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
        ...(client.enabled ? redirectChanges(old, client, owners) : []),
      ]);
    }),
  ];
}

const switches: readonly LoginSetting[] = [
  setting('registrationAllowed', turnedOn('lets-in', 'lets everybody make an account for themselves'), false),
  setting('resetPasswordAllowed', turnedOn('lets-in', 'lets whoever reads a mailbox set a new password'), false),
  setting(
    'editUsernameAllowed',
    turnedOn('lets-in', 'lets people take another name, by which programs know them'),
    false,
  ),
  setting('duplicateEmailsAllowed', turnedOn('lets-in', 'lets two accounts have the same address of mail'), false),
  setting(
    'firstBrokerLoginFlow',
    another('watch', 'takes people of other providers in by the steps'),
    'first broker login',
  ),
  setting('enabled', turnedOff('watch', 'is switched off'), true),
];

/** All ways to a token past the page on which people log in. Source: keycloak/keycloak:server-spi-private/.../OIDCConfigAttributes.java. */
const clientSwitches: readonly LoginSetting[] = [
  setting(
    'publicClient',
    turnedOn('lets-in', 'needs no secret any more: any program can say that it is this one'),
    false,
  ),
  setting(
    'directAccessGrantsEnabled',
    turnedOn('lets-in', 'takes names and passwords from programs, past the page of the login'),
    false,
  ),
  setting(
    'implicitFlowEnabled',
    turnedOn('lets-in', 'hands out tokens in addresses, where others can read them'),
    false,
  ),
  setting(
    'serviceAccountsEnabled',
    turnedOn('lets-in', 'is an account of its own, which needs no person to log in'),
    false,
  ),
  setting('authorizationServicesEnabled', turnedOn('watch', 'decides about rights by rules of its own'), false),
  setting(
    ['attributes', 'oauth2.device.authorization.grant.enabled'],
    turnedOn('lets-in', 'logs devices in whose owner is asked elsewhere'),
    false,
  ),
  setting(
    ['attributes', 'oidc.ciba.grant.enabled'],
    turnedOn('lets-in', 'logs people in who have not opened it'),
    false,
  ),
  setting(
    ['attributes', 'standard.token.exchange.enabled'],
    turnedOn('lets-in', 'takes tokens of other programs for a login'),
    false,
  ),
  setting(['attributes', 'post.logout.redirect.uris'], another('watch', 'sends people who log out to')),
];

function newClient(client: LoginClient): readonly LoginChange[] {
  return client.enabled ? [watch('is a new place to log in to')] : [];
}

/** Who may log in to a client, and whether one that was switched off is on. */
function audienceChanges(
  before: LoginRealm,
  after: LoginRealm,
  old: LoginClient,
  client: LoginClient,
): readonly LoginChange[] {
  if (!old.enabled && client.enabled) return [letsIn('is on, and was switched off')];
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
  setting('trustEmail', turnedOn('lets-in', 'whose addresses of mail it believes'), false),
  setting('linkOnly', turnedOff('lets-in', 'also for people who have no account here'), false),
  setting('firstBrokerLoginFlowAlias', another('lets-in', 'who are taken in by the steps')),
  setting(['config', 'validateSignature'], turnedOff('lets-in', 'whose signature it does not check any more'), false),
  ...['issuer', 'authorizationUrl', 'tokenUrl', 'userInfoUrl', 'jwksUrl', 'singleSignOnServiceUrl'].map((field) =>
    setting(['config', field], another('lets-in', `which is asked at the ${field}`)),
  ),
  setting(
    ['config', 'syncMode'],
    laxer('watch', ['IMPORT', 'LEGACY', 'FORCE'], 'whose account is written by'),
    'LEGACY',
  ),
];

function providerChanges(before: LoginRealm, after: LoginRealm): readonly LoginChange[] {
  const former = new Map(before.identityProviders.map((each) => [each.alias, each]));
  return after.identityProviders.flatMap((provider): readonly LoginChange[] => {
    if (!provider.enabled) return [];
    const old = former.get(provider.alias);
    if (old?.enabled !== true) {
      const trust = isOn(provider.trustEmail) ? ', and believes their addresses of mail' : '';
      return [letsIn(`lets people in with an account at ${provider.alias}${trust}`)];
    }
    return settingChanges(providerSettings, old, provider).map(({ class: danger, what }) => ({
      class: danger,
      what: `lets people in with an account at ${provider.alias}, ${what}`,
    }));
  });
}
