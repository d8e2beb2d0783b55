import { textAt, valueAt } from '../value-at';
import { isOn } from '../is-on';
import { fewer, laxer, longer, more, setting, settingChanges, turnedOn, type LoginSetting } from './login-settings';
import { flowStrength, type LoginStrength } from './login-strength';
import { watch, weakens, withSubject, type LoginChange, type SubjectLoginChange } from './login-change';
import { clientSubject, realmSubject } from './login-subjects';
import type { LoginClient, LoginRealm } from './realm';

/** What a realm asks of people beside a password, where that is less than before. */
export function secondFactorChanges(before: LoginRealm, after: LoginRealm): readonly SubjectLoginChange[] {
  return [
    ...withSubject(realmSubject(after), [
      ...weakerWay(browserStrength(before), browserStrength(after), 'lets people log in'),
      ...weakerWay(resetStrength(before), resetStrength(after), 'lets people set a new password'),
      ...weakerWay(grantStrength(before), grantStrength(after), 'lets programs log people in'),
      ...enrolmentChanges(before, after),
      ...settingChanges(oneTimePasswords, before, after),
    ]),
    ...after.clients.flatMap((client) =>
      withSubject(clientSubject(client.clientId), clientChanges(before, after, client)),
    ),
  ];
}

const ranks: readonly LoginStrength[] = ['closed', 'two factors', 'one factor', 'nothing'];

function weakerWay(before: LoginStrength, after: LoginStrength, lets: string): readonly LoginChange[] {
  if (before === after) return [];
  if (after === 'unknown')
    return [watch(`${lets} through an authentication flow that could not be judged: it is not in the realm`)];
  if (before !== 'unknown' && ranks.indexOf(after) < ranks.indexOf(before)) return [];
  switch (after) {
    case 'nothing':
      return [weakens(`${lets} without a password`)];
    case 'one factor':
      return [weakens(`${lets} without a second factor`)];
    case 'two factors':
      return before === 'closed' ? [watch(`${lets} with a second factor, which was not possible`)] : [];
    default:
      return [];
  }
}

const bound = (realm: LoginRealm, field: string, unset: string): LoginStrength =>
  flowStrength(realm, textAt(realm, [field]) ?? unset);

const browserStrength = (realm: LoginRealm): LoginStrength => bound(realm, 'browserFlow', 'browser');

const resetStrength = (realm: LoginRealm): LoginStrength =>
  isOn(valueAt(realm, ['resetPasswordAllowed'])) ? bound(realm, 'resetCredentialsFlow', 'reset credentials') : 'closed';

/** Direct grants, in which a program has the password, are there as soon as one client may use them. */
function grantStrength(realm: LoginRealm): LoginStrength {
  const isUsed = realm.clients.some((client) => client.enabled && isOn(client.directAccessGrantsEnabled));
  return isUsed ? bound(realm, 'directGrantFlow', 'direct grant') : 'closed';
}

/** The flow of a client in place of that of the realm. A client that is new is held against the realm. */
function clientChanges(before: LoginRealm, after: LoginRealm, client: LoginClient): readonly LoginChange[] {
  const former = before.clients.find(({ clientId }) => clientId === client.clientId);
  const [one, other] = [ownFlow(former), ownFlow(client)];
  if (one === undefined && other === undefined) return [];
  const [old, current] = [
    one === undefined ? browserStrength(before) : flowStrength(before, one),
    other === undefined ? browserStrength(after) : flowStrength(after, other),
  ];
  return weakerWay(old, current, 'lets people log in');
}

const ownFlow = (client: LoginClient | undefined): string | undefined => {
  const flow = client?.authenticationFlowBindingOverrides.browser;
  return typeof flow === 'string' && flow !== '' ? flow : undefined;
};

const enrolment = 'CONFIGURE_TOTP';

function enrolmentChanges(before: LoginRealm, after: LoginRealm): readonly LoginChange[] {
  const [one, other] = [before, after].map(({ requiredActions }) =>
    requiredActions.find(({ alias }) => alias === enrolment),
  );
  return [
    ...(one?.enabled === true && other?.enabled !== true
      ? [weakens('no longer lets people set up a second factor')]
      : []),
    ...(one?.defaultAction === true && other?.enabled === true && !other.defaultAction
      ? [weakens('no longer makes new users set up a second factor')]
      : []),
  ];
}

/** Source: keycloak/keycloak:server-spi/src/main/java/org/keycloak/models/OTPPolicy.java. */
const oneTimePasswords: readonly LoginSetting[] = [
  setting('otpPolicyDigits', fewer('weakens', 'uses one-time passwords with fewer digits:'), 6),
  setting(
    'otpPolicyAlgorithm',
    laxer('weakens', ['HmacSHA512', 'HmacSHA256', 'HmacSHA1'], 'computes one-time passwords by'),
    'HmacSHA1',
  ),
  setting('otpPolicyType', laxer('weakens', ['totp', 'hotp'], 'uses one-time passwords of type'), 'totp'),
  setting('otpPolicyPeriod', longer('weakens', 'changes one-time passwords only every'), 30),
  setting('otpPolicyLookAheadWindow', more('weakens', 'accepts older and newer one-time passwords, in time steps:'), 1),
  setting('otpPolicyCodeReusable', turnedOn('weakens', 'accepts a one-time password more than once'), false),
];
