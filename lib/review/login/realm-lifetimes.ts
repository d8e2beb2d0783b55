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
  lifetime('ssoSessionIdleTimeout', 'keeps idle sessions alive for', 1800),
  lifetime('ssoSessionMaxLifespan', 'keeps sessions alive for at most', 36_000),
  lifetime('ssoSessionIdleTimeoutRememberMe', 'keeps idle remember-me sessions alive for'),
  lifetime('ssoSessionMaxLifespanRememberMe', 'keeps remember-me sessions alive for at most'),
  lifetime('clientSessionIdleTimeout', 'keeps idle client sessions alive for'),
  lifetime('clientSessionMaxLifespan', 'keeps client sessions alive for at most'),
  lifetime('offlineSessionIdleTimeout', 'keeps idle offline sessions alive for', 2_592_000),
  lifetime('offlineSessionMaxLifespan', 'keeps offline sessions alive for at most', 5_184_000),
  lifetime('accessTokenLifespan', 'issues access tokens that are valid for', 300),
  lifetime('accessTokenLifespanForImplicitFlow', 'issues implicit-flow tokens that are valid for', 900),
  lifetime('accessCodeLifespan', 'accepts authorization codes for', 60),
  lifetime('accessCodeLifespanUserAction', 'keeps a login step open for', 300),
  lifetime('accessCodeLifespanLogin', 'keeps a login open for', 1800),
  lifetime('actionTokenGeneratedByAdminLifespan', 'accepts action links sent by administrators for', 43_200),
  lifetime('actionTokenGeneratedByUserLifespan', 'accepts action links sent by email for', 300),
  setting(
    'offlineSessionMaxLifespanEnabled',
    turnedOff('weakens', 'no longer limits the lifetime of offline sessions'),
    false,
  ),
  setting('revokeRefreshToken', turnedOff('weakens', 'no longer revokes refresh tokens after use'), false),
  setting('refreshTokenMaxReuse', more('weakens', 'accepts a refresh token again after its first use, how often:'), 0),
  setting(
    'rememberMe',
    turnedOn('weakens', 'turns on remember-me, which keeps sessions after the browser is closed'),
    false,
  ),
];

const clientLifetimes: readonly LoginSetting[] = [
  lifetime('token', 'issues access tokens that are valid for'),
  lifetime('longest', 'keeps sessions alive for at most'),
  lifetime('idle', 'keeps idle sessions alive for'),
  lifetime('away', 'keeps idle offline sessions alive for'),
  setting('renewal', turnedOn('weakens', 'now gets refresh tokens')),
];
