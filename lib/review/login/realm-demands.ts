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
  setting('bruteForceProtected', turnedOff('weakens', 'lets people guess passwords without a pause'), false),
  setting('failureFactor', more('weakens', 'makes people wait after wrong passwords:'), 30),
  setting('waitIncrementSeconds', shorter('weakens', 'makes people who guess wait for'), 60),
  setting('maxFailureWaitSeconds', shorter('weakens', 'makes people who guess wait at most'), 900),
  setting('minimumQuickLoginWaitSeconds', shorter('weakens', 'makes programs that guess wait for'), 60),
  setting(
    'quickLoginCheckMilliSeconds',
    fewer('weakens', 'takes only logins for too fast that follow in milliseconds:'),
    1000,
  ),
  setting('maxDeltaTimeSeconds', shorter('weakens', 'forgets wrong passwords after'), 43_200),
  setting('bruteForceStrategy', laxer('weakens', ['LINEAR', 'MULTIPLE'], 'lets the waiting grow'), 'MULTIPLE'),
  setting('permanentLockout', turnedOff('watch', 'locks nobody out for good any more'), false),
  setting('verifyEmail', turnedOff('weakens', 'believes an address of mail that nobody has confirmed'), false),
  setting('eventsEnabled', turnedOff('weakens', 'writes down no logins any more'), false),
  setting('adminEventsEnabled', turnedOff('weakens', 'writes down no longer what administrators change'), false),
  setting(
    'adminEventsDetailsEnabled',
    turnedOff('weakens', 'writes down no longer how administrators change something'),
    false,
  ),
  setting('eventsExpiration', shorter('weakens', 'keeps its records of logins for', { words: 'ever' }), 0),
  setting('browserSecurityHeaders', another('watch', 'sends other headers with its pages:')),
  setting('clientPolicies', another('watch', 'checks clients by other rules:')),
  setting('clientProfiles', another('watch', 'checks clients by other rules:')),
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
    ...(logs.length === 0 ? [] : [weakens(`writes no logins to ${logs.join(', ')} any more`)]),
    ...(kinds.length === 0 ? [] : [weakens(`writes down no ${kinds.join(', ')} any more`)]),
    ...(isCut ? [weakens('writes down some kinds of logins only, where it wrote down all')] : []),
  ];
}

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

const challenge = 'pkce.code.challenge.method';

const clientSettings: readonly LoginSetting[] = [
  setting(
    ['attributes', challenge],
    laxer('weakens', ['S256', 'plain', 'nothing'], 'binds a login to the program that asked for it by'),
    'nothing',
  ),
  setting('consentRequired', turnedOff('weakens', 'asks people no more whether they agree'), false),
  setting('clientAuthenticatorType', another('watch', 'proves who it is by'), 'client-secret'),
];

/** Of a new client only that is said by which it is weaker than every client should be. */
function clientChanges(before: LoginClient | undefined, after: LoginClient): readonly LoginChange[] {
  if (before !== undefined) return settingChanges(clientSettings, before, after);
  const isOpen = after.enabled && after.publicClient === true && after.attributes[challenge] !== 'S256';
  return isOpen ? [watch('is new, has no secret, and does not bind a login to the program that asked for it')] : [];
}
