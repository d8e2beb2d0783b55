import { textAt } from '../value-at';
import type { LoginRealm } from './realm';

/** How a flow lets people in: the weakest way through it. `unknown` is a flow that is not in the realm. */
export type LoginStrength = 'closed' | 'two factors' | 'one factor' | 'nothing' | 'unknown';

/** Steps of a way through a flow, as far as they prove who somebody is. */
type Proof = 'first' | 'second' | 'session' | 'denied';

/**
 * What Keycloak's authenticators prove. Those that are not here prove nothing.
 * Source: keycloak/keycloak:services/src/main/java/org/keycloak/authentication/authenticators.
 */
const proofs: Readonly<Record<string, readonly Proof[]>> = {
  'auth-cookie': ['session'],
  'deny-access-authenticator': ['denied'],
  'auth-otp-form': ['second'],
  'auth-recovery-authn-code-form': ['second'],
  'direct-grant-validate-otp': ['second'],
  'webauthn-authenticator': ['second'],
  'webauthn-authenticator-passwordless': ['first', 'second'],
  'auth-password-form': ['first'],
  'auth-spnego': ['first'],
  'auth-username-password-form': ['first'],
  'auth-x509-client-username-form': ['first'],
  'direct-grant-auth-x509-username': ['first'],
  'direct-grant-validate-password': ['first'],
  'identity-provider-redirector': ['first'],
  'idp-email-verification': ['first'],
  'idp-username-password-form': ['first'],
  'reset-credential-email': ['first'],
};

/** The flows that every realm has, in which a second factor is asked of those alone who have set one up. */
const builtIn: Readonly<Record<string, LoginStrength>> = {
  browser: 'one factor',
  'direct grant': 'one factor',
  'docker auth': 'one factor',
  'first broker login': 'one factor',
  'reset credentials': 'one factor',
};

/** Returns the weakest way through a flow, which is given by its name. */
export function flowStrength(realm: LoginRealm, alias: string): LoginStrength {
  const found = realm.authenticationFlows.find((flow) => flow.alias === alias);
  if (found === undefined) return builtIn[alias] ?? 'unknown';
  const ways = flowWays(realm, alias, [])
    .map((way) => new Set(way))
    // A session has come from a way that is judged itself.
    .filter((way) => !way.has('denied') && !way.has('session'));
  if (ways.length === 0) return 'closed';
  const least = Math.min(...ways.map((way) => way.size));
  if (least === 0) return 'nothing';
  return least === 1 ? 'one factor' : 'two factors';
}

/** All ways through a flow, each as what it proves. Source: keycloak.org, Server Administration Guide, "Execution requirements". */
function flowWays(realm: LoginRealm, alias: string, above: readonly string[]): readonly (readonly Proof[])[] {
  const flow = realm.authenticationFlows.find((each) => each.alias === alias);
  if (flow === undefined || above.includes(alias)) return [[]];
  const active = flow.authenticationExecutions.filter(({ requirement }) => requirement !== 'DISABLED');
  const waysThrough = ({ authenticator = '', flowAlias, requirement }: (typeof active)[number]) => {
    const ways =
      flowAlias === undefined ? [proofs[authenticator] ?? []] : flowWays(realm, flowAlias, [...above, alias]);
    return requirement === 'CONDITIONAL' ? [[], ...ways] : ways;
  };
  // Beside a step that is required, Keycloak does not look at alternatives.
  const needed = active.filter(({ requirement }) => requirement !== 'ALTERNATIVE');
  if (needed.length === 0) return active.length === 0 ? [[]] : distinct(active.flatMap(waysThrough));
  return needed.reduce<readonly (readonly Proof[])[]>(
    (ways, execution) => distinct(ways.flatMap((way) => waysThrough(execution).map((next) => [...way, ...next]))),
    [[]],
  );
}

const distinct = (ways: readonly (readonly Proof[])[]): readonly (readonly Proof[])[] => [
  ...new Map(ways.map((way) => [...new Set(way)].sort()).map((way) => [way.join(), way])).values(),
];

/** Whom a flow refuses although they have logged in: the conditions of its parts that end in a denial, in words. */
export function flowAudience(realm: LoginRealm, alias: string, above: readonly string[] = []): readonly string[] {
  const flow = realm.authenticationFlows.find((each) => each.alias === alias);
  if (flow === undefined || above.includes(alias)) return [];
  return flow.authenticationExecutions.flatMap(({ flowAlias, requirement }) => {
    if (flowAlias === undefined) return [];
    if (requirement === 'REQUIRED') return flowAudience(realm, flowAlias, [...above, alias]);
    return requirement === 'CONDITIONAL' ? (gateAudience(realm, flowAlias) ?? []) : [];
  });
}

/** Whom a gate lets pass; undefined for a flow that refuses nobody. */
function gateAudience(realm: LoginRealm, alias: string): string | undefined {
  const steps =
    realm.authenticationFlows
      .find((each) => each.alias === alias)
      ?.authenticationExecutions.filter(({ requirement }) => requirement === 'REQUIRED') ?? [];
  if (!steps.some(({ authenticator = '' }) => proofs[authenticator]?.includes('denied'))) return undefined;
  return steps
    .filter(({ authenticator = '' }) => authenticator.startsWith('conditional-'))
    .map(({ authenticator = '', authenticatorConfig }) => {
      const config = realm.authenticatorConfig.find((each) => each.alias === authenticatorConfig)?.config ?? {};
      const isNegated = config.negate === 'true' || config.not === 'true';
      const who =
        authenticator === 'conditional-user-role'
          ? `the role ${textAt(config, ['condUserRole']) ?? 'nobody has'}`
          : `the ${textAt(config, ['attribute_name']) ?? authenticator} ${textAt(config, ['attribute_expected_value']) ?? ''}`.trim();
      return `those ${isNegated ? 'with' : 'without'} ${who}`;
    })
    .join(' or ');
}
