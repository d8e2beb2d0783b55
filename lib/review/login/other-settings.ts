import { canonical } from '../difference';
import { watch, type LoginChange } from './login-change';
import type { LoginRealm } from './realm';

/** Fields of a realm that a rule judges. */
const judged =
  /^(authentication(Flows)?|authenticatorConfig|requiredActions|clients|clientScopes|groups|roles|users|identityProviders|components|passwordPolicy|sslRequired|bruteForce\w*|failureFactor|waitIncrementSeconds|maxFailureWaitSeconds|minimumQuickLoginWaitSeconds|quickLoginCheckMilliSeconds|maxDeltaTimeSeconds|permanentLockout|verifyEmail|(admin)?[eE]vents\w*|enabledEventTypes|browserSecurityHeaders|clientPolicies|clientProfiles|otpPolicy\w*|browserFlow|resetCredentialsFlow|directGrantFlow|firstBrokerLoginFlow|(sso|client|offline)Session\w*|access(Token|Code)Lifespan\w*|actionToken\w*|revokeRefreshToken|refreshTokenMaxReuse|rememberMe|registrationAllowed|resetPasswordAllowed|editUsernameAllowed|duplicateEmailsAllowed|enabled|realm|default(Roles?|Groups|DefaultClientScopes)|(client)?[sS]copeMappings)$/;

/** Fields by which nobody gets in: words, looks and languages. */
const harmless = /^(displayName\w*|\w*Theme|internationalizationEnabled|supportedLocales|defaultLocale|id)$/;

/** Settings of a realm that no rule knows. */
export function otherRealmSettings(before: LoginRealm, after: LoginRealm): readonly LoginChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => !judged.test(field) && !harmless.test(field) && canonical(before[field]) !== canonical(after[field]),
  );
  return fields.length === 0
    ? []
    : [watch(`has other settings, which could not be judged: ${fields.sort().join(', ')}`)];
}
