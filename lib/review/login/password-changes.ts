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
  lowerCase: 'small letters',
  upperCase: 'capital letters',
  specialChars: 'other signs',
  passwordHistory: 'earlier passwords that it is not',
  passwordAge: 'days since it was used before',
  hashIterations: 'rounds of its hash',
};

/** Parts of which a higher value is worse, or none. */
const unnumbered: Readonly<Record<string, string>> = {
  notUsername: 'lets a password be the name of its account',
  notEmail: 'lets a password be the address of mail of its account',
  notContainsUsername: 'lets a password contain the name of its account',
  passwordBlacklist: 'lets a password be one of those that everybody tries first',
  regexPattern: 'lets a password have another form than before',
  forceExpiredPasswordChange: 'lets a password be used for longer',
};

/** Limits that protect nothing. */
const harmless: ReadonlySet<string> = new Set(['maxLength', 'maxAuthAge', 'recoveryCodesWarningThreshold']);

function policyChange(name: string, before: string, after: string | undefined): LoginChange | undefined {
  if (before === after) return undefined;
  const asks = numbered[name];
  if (asks !== undefined) {
    return Number(after ?? 0) < Number(before)
      ? weakens(`asks of a password ${after ?? 'no'} ${asks} in place of ${before}`)
      : undefined;
  }
  if (name === 'forceExpiredPasswordChange' && after !== undefined && Number(after) <= Number(before)) return undefined;
  const lets = unnumbered[name];
  if (lets !== undefined) return weakens(lets);
  return harmless.has(name) ? undefined : watch(`has another rule ${name} for passwords`);
}
