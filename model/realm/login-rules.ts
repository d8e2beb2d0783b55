const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * What a password that Keycloak keeps itself has to be. Those of the directory follow the directory's own rules.
 * Source: keycloak/keycloak:docs/documentation/server_admin/topics/authentication/password-policies.adoc.
 */
const passwordPolicy = [
  'length(14)',
  'maxLength(128)',
  'notUsername(undefined)',
  'notEmail(undefined)',
  'passwordHistory(5)',
].join(' and ');

/** Guessing passwords and codes gets slower and slower; nobody is locked out for good, because that could be done to anybody. */
const guessing = {
  bruteForceProtected: true,
  permanentLockout: false,
  bruteForceStrategy: 'MULTIPLE',
  failureFactor: 5,
  waitIncrementSeconds: minute,
  maxFailureWaitSeconds: 15 * minute,
  minimumQuickLoginWaitSeconds: minute,
  quickLoginCheckMilliSeconds: 1000,
  maxDeltaTimeSeconds: 12 * hour,
} as const;

/** How long logins and tokens live, in seconds. */
const lifetimes = {
  ssoSessionIdleTimeout: 12 * hour,
  ssoSessionMaxLifespan: 7 * day,
  offlineSessionIdleTimeout: 14 * day,
  offlineSessionMaxLifespanEnabled: true,
  offlineSessionMaxLifespan: 60 * day,
  accessTokenLifespan: 5 * minute,
  accessCodeLifespan: minute,
  // Somebody who enrols a second factor has to install an app first.
  accessCodeLifespanUserAction: 15 * minute,
  accessCodeLifespanLogin: 30 * minute,
  actionTokenGeneratedByAdminLifespan: 2 * hour,
  actionTokenGeneratedByUserLifespan: 15 * minute,
  revokeRefreshToken: true,
  refreshTokenMaxReuse: 0,
} as const;

/** What is kept of who did what, in the database and in the log. */
const records = {
  eventsEnabled: true,
  eventsExpiration: 90 * day,
  eventsListeners: ['jboss-logging'],
  adminEventsEnabled: true,
  adminEventsDetailsEnabled: true,
} as const;

/** Rules for passwords, guessing, sessions and records; HTTPS alone. */
export const loginRules = { passwordPolicy, sslRequired: 'all', ...guessing, ...lifetimes, ...records } as const;
