import { textAt } from '../value-at';
import type { LoginRealm } from './realm';
import { watch, weakens, type LoginChange } from './login-change';

type Policy = ReadonlyMap<string, string>;

/** What passwords that Keycloak keeps itself have to be, where that is less than before. */
export function passwordChanges(before: LoginRealm, after: LoginRealm): readonly LoginChange[] {
  const [old, current] = [parsePolicy(before), parsePolicy(after)];
  return [...old].flatMap(([name, value]) => policyChange(name, value, current.get(name)) ?? []);
}

/** The parts of a policy, like `length(14) and notUsername(undefined)`. */
const parsePolicy = (realm: LoginRealm): Policy =>
  new Map(
    [...(textAt(realm, ['passwordPolicy']) ?? '').matchAll(/(\w+)\(([^)]*)\)/g)].map(
      ([, name = '', value = '']) => [name, value] as const,
    ),
  );

/** What a part asks for, in words before its value. */
const numbered: Readonly<Record<string, string>> = {
  length: 'characters',
  digits: 'digits',
  lowerCase: 'lower-case letters',
  upperCase: 'upper-case letters',
  specialChars: 'special characters',
  passwordHistory: 'different earlier passwords',
  passwordAge: 'days before a password is used again',
  hashIterations: 'hash iterations',
};

/** Parts of which a higher value is worse, or none. */
const unnumbered: Readonly<Record<string, string>> = {
  notUsername: 'accepts passwords that equal the user name',
  notEmail: 'accepts passwords that equal the email address',
  notContainsUsername: 'accepts passwords that contain the user name',
  passwordBlacklist: 'no longer checks passwords against a list of common ones',
  regexPattern: 'has another pattern for passwords',
  forceExpiredPasswordChange: 'lets passwords expire later or never',
};

/** Limits that protect nothing. */
const harmless: ReadonlySet<string> = new Set(['maxLength', 'maxAuthAge', 'recoveryCodesWarningThreshold']);

function policyChange(name: string, before: string, after: string | undefined): LoginChange | undefined {
  if (before === after) return undefined;
  const asks = numbered[name];
  if (asks !== undefined) {
    return Number(after ?? 0) < Number(before)
      ? weakens(`requires passwords with ${after ?? 'no'} ${asks} in place of ${before}`)
      : undefined;
  }
  if (name === 'forceExpiredPasswordChange' && after !== undefined && Number(after) <= Number(before)) return undefined;
  const lets = unnumbered[name];
  if (lets !== undefined) return weakens(lets);
  return harmless.has(name) ? undefined : watch(`has another password policy ${name}`);
}
