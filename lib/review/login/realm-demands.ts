import {
  another,
  fewer,
  laxer,
  more,
  setting,
  settingChanges,
  shorter,
  turnedOff,
  type LoginSetting,
} from './login-settings';
import { watch, weakens, withSubject, type LoginChange, type SubjectLoginChange } from './login-change';
import { clientSubject, realmSubject } from './login-subjects';
import { passwordChanges } from './password-changes';
import type { LoginClient, LoginRealm } from './realm';

/** What a realm asks for and writes down at logins, where that is less than before; a second factor is judged elsewhere. */
export function realmDemandChanges(before: LoginRealm, after: LoginRealm): readonly SubjectLoginChange[] {
  const former = new Map(before.clients.map((client) => [client.clientId, client]));
  return [
    ...withSubject(realmSubject(after), [
      ...passwordChanges(before, after),
      ...settingChanges(demands, before, after),
      ...recordChanges(before, after),
    ]),
    ...after.clients.flatMap((client) =>
      withSubject(clientSubject(client.clientId), clientChanges(former.get(client.clientId), client)),
    ),
  ];
}

/** Source of fields and of what holds without them: keycloak/keycloak:core/.../RealmRepresentation.java, model/jpa/.../RealmEntity.java. */
const demands: readonly LoginSetting[] = [
  setting('sslRequired', laxer('weakens', ['all', 'external', 'none'], 'asks for HTTPS from'), 'external'),
  setting('bruteForceProtected', turnedOff('weakens', 'turns brute-force detection off'), false),
  setting('failureFactor', more('weakens', 'locks an account after more wrong passwords:'), 30),
  setting('waitIncrementSeconds', shorter('weakens', 'locks an account after wrong passwords for'), 60),
  setting('maxFailureWaitSeconds', shorter('weakens', 'locks an account after wrong passwords for at most'), 900),
  setting('minimumQuickLoginWaitSeconds', shorter('weakens', 'locks an account after quick login attempts for'), 60),
  setting(
    'quickLoginCheckMilliSeconds',
    fewer('weakens', 'counts as quick only login attempts within milliseconds:'),
    1000,
  ),
  setting('maxDeltaTimeSeconds', shorter('weakens', 'forgets wrong passwords after'), 43_200),
  setting('bruteForceStrategy', laxer('weakens', ['LINEAR', 'MULTIPLE'], 'lets the waiting grow'), 'MULTIPLE'),
  setting('permanentLockout', turnedOff('watch', 'no longer locks accounts permanently'), false),
  setting('verifyEmail', turnedOff('weakens', 'no longer verifies email addresses'), false),
  setting('eventsEnabled', turnedOff('weakens', 'no longer logs login events'), false),
  setting('adminEventsEnabled', turnedOff('weakens', 'no longer logs admin events'), false),
  setting('adminEventsDetailsEnabled', turnedOff('weakens', 'no longer logs the details of admin events'), false),
  setting('eventsExpiration', shorter('weakens', 'keeps login events for', { words: 'ever' }), 0),
  setting('browserSecurityHeaders', another('watch', 'sends other security headers:')),
  setting('clientPolicies', another('watch', 'has other client policies:')),
  setting('clientProfiles', another('watch', 'has other client policies:')),
];

/** Which logs get the records, and which records there are. */
function recordChanges(before: LoginRealm, after: LoginRealm): readonly LoginChange[] {
  const lost = (field: string) => {
    const [one, other] = [textsIn(before[field]), textsIn(after[field])];
    return one.filter((each) => !other.includes(each));
  };
  const logs = lost('eventsListeners');
  // Without a list, all kinds are written down.
  const kinds = textsIn(after.enabledEventTypes).length === 0 ? [] : lost('enabledEventTypes');
  const isCut = textsIn(before.enabledEventTypes).length === 0 && textsIn(after.enabledEventTypes).length > 0;
  return [
    ...(logs.length === 0 ? [] : [weakens(`no longer sends login events to ${logs.join(', ')}`)]),
    ...(kinds.length === 0 ? [] : [weakens(`no longer logs events of type ${kinds.join(', ')}`)]),
    ...(isCut ? [weakens('logs only some types of login events, and logged all')] : []),
  ];
}

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

const challenge = 'pkce.code.challenge.method';

const clientSettings: readonly LoginSetting[] = [
  setting(['attributes', challenge], laxer('weakens', ['S256', 'plain', 'nothing'], 'requires PKCE by'), 'nothing'),
  setting('consentRequired', turnedOff('weakens', 'no longer asks users for consent'), false),
  setting('clientAuthenticatorType', another('watch', 'authenticates by'), 'client-secret'),
];

/** Of a new client only that is said by which it is weaker than every client should be. */
function clientChanges(before: LoginClient | undefined, after: LoginClient): readonly LoginChange[] {
  if (before !== undefined) return settingChanges(clientSettings, before, after);
  const isOpen = after.enabled && after.publicClient === true && after.attributes[challenge] !== 'S256';
  return isOpen ? [watch('is a new public client without PKCE')] : [];
}
