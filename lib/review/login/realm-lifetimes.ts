import { longer, more, setting, settingChanges, turnedOff, turnedOn, type LoginSetting } from './login-settings';
import { withSubject, type SubjectLoginChange } from './login-change';
import { clientSubject, realmSubject } from './login-subjects';
import type { LoginClient, LoginRealm } from './realm';

/** How long a login is good for, and everything that it gives, where that is longer than before. */
export function realmLifetimeChanges(before: LoginRealm, after: LoginRealm): readonly SubjectLoginChange[] {
  const former = new Map(before.clients.map((client) => [client.clientId, client]));
  const ofRealm = settingChanges(lifetimes, realmTimes(before, after), realmTimes(after, after));
  return [
    ...withSubject(realmSubject(after), ofRealm),
    ...after.clients.flatMap((client) => {
      const one = former.get(client.clientId);
      // What a client takes from its realm is said of the realm.
      const changes =
        one === undefined ? [] : settingChanges(clientLifetimes, clientTimes(after, one), clientTimes(after, client));
      return withSubject(clientSubject(client.clientId), changes);
    }),
  ];
}

/**
 * Settings of a realm. One that is 0 is that of sessions.
 *
 * @param after realm whose sessions are meant, so that longer ones are said once
 */
function realmTimes(realm: LoginRealm, after: LoginRealm): Readonly<Record<string, unknown>> {
  const { ssoSessionIdleTimeout = 1800, ssoSessionMaxLifespan = 36_000 } = after;
  return {
    ...realm,
    ssoSessionIdleTimeoutRememberMe: set(realm.ssoSessionIdleTimeoutRememberMe, ssoSessionIdleTimeout),
    ssoSessionMaxLifespanRememberMe: set(realm.ssoSessionMaxLifespanRememberMe, ssoSessionMaxLifespan),
    clientSessionIdleTimeout: set(realm.clientSessionIdleTimeout, ssoSessionIdleTimeout),
    clientSessionMaxLifespan: set(realm.clientSessionMaxLifespan, ssoSessionMaxLifespan),
  };
}

/** A time, or another one where it is none: nothing, 0 and an empty text. */
const set = (time: unknown, otherwise: unknown): unknown => (Number(time ?? 0) > 0 ? time : otherwise);

/** Times of a client, with those of its realm where it has none. */
function clientTimes(realm: LoginRealm, { attributes }: LoginClient): Readonly<Record<string, unknown>> {
  const times = realmTimes(realm, realm);
  return {
    token: set(attributes['access.token.lifespan'], times.accessTokenLifespan ?? 300),
    longest: set(attributes['client.session.max.lifespan'], times.clientSessionMaxLifespan),
    idle: set(attributes['client.session.idle.timeout'], times.clientSessionIdleTimeout),
    away: set(attributes['client.offline.session.max.lifespan'], times.offlineSessionMaxLifespan ?? 5_184_000),
    renewal: attributes['use.refresh.tokens'] ?? 'true',
  };
}

const lifetime = (field: string, what: string, unset?: number): LoginSetting =>
  setting(field, longer('weakens', what), unset);

/** Seconds, with what holds without them. Source: keycloak/keycloak:services/src/main/java/org/keycloak/services/managers/RealmManager.java. */
const lifetimes: readonly LoginSetting[] = [
  lifetime('ssoSessionIdleTimeout', 'keeps people logged in while they do nothing for', 1800),
  lifetime('ssoSessionMaxLifespan', 'keeps people logged in for at most', 36_000),
  lifetime('ssoSessionIdleTimeoutRememberMe', 'keeps people whom it remembers logged in while they do nothing for'),
  lifetime('ssoSessionMaxLifespanRememberMe', 'keeps people whom it remembers logged in for at most'),
  lifetime('clientSessionIdleTimeout', 'lets programs renew a login that was not used for'),
  lifetime('clientSessionMaxLifespan', 'lets programs renew a login for at most'),
  lifetime('offlineSessionIdleTimeout', 'lets programs log in for people who are away, unused for', 2_592_000),
  lifetime('offlineSessionMaxLifespan', 'lets programs log in for people who are away for at most', 5_184_000),
  lifetime('accessTokenLifespan', 'gives tokens that are good for', 300),
  lifetime('accessTokenLifespanForImplicitFlow', 'gives tokens in addresses that are good for', 900),
  lifetime('accessCodeLifespan', 'takes the code of a login for', 60),
  lifetime('accessCodeLifespanUserAction', 'waits for a step of a login for', 300),
  lifetime('accessCodeLifespanLogin', 'waits for a login for', 1800),
  lifetime('actionTokenGeneratedByAdminLifespan', 'takes a link from an administrator’s mail for', 43_200),
  lifetime('actionTokenGeneratedByUserLifespan', 'takes a link from a mail for', 300),
  setting(
    'offlineSessionMaxLifespanEnabled',
    turnedOff('weakens', 'lets programs log in for people who are away without an end'),
    false,
  ),
  setting('revokeRefreshToken', turnedOff('weakens', 'lets a stolen token be used as often as its owner’s'), false),
  setting('refreshTokenMaxReuse', more('weakens', 'lets a token be renewed with more often than once:'), 0),
  setting('rememberMe', turnedOn('weakens', 'keeps people logged in after their browser is closed'), false),
];

const clientLifetimes: readonly LoginSetting[] = [
  lifetime('token', 'gives tokens that are good for'),
  lifetime('longest', 'may be renewed for'),
  lifetime('idle', 'may be renewed while it is not used for'),
  lifetime('away', 'may be used for people who are away for'),
  setting('renewal', turnedOn('weakens', 'may be renewed without a new login, which it could not be')),
];
