import type { GroupPath } from '../group-path';
import type { Execution, Flow, RealmRepresentation, RequiredAction } from './representation';

type Requirement = Execution['requirement'];

type Step = Pick<Execution, 'authenticator' | 'authenticatorConfig' | 'flowAlias' | 'requirement'>;

const step = (authenticator: string, requirement: Requirement): Step => ({ authenticator, requirement });
const subflow = (flowAlias: string, requirement: Requirement): Step => ({ flowAlias, requirement });

/** The flow of a realm by which browsers log in. */
const browserFlow = 'password and second factor';

const resetFlow = 'new password with second factor';
const closedFlow = 'closed door';

/**
 * A flow by its steps.
 *
 * @param level `top` for what a realm or client can be given, `inner` for a part of one.
 */
const toFlow = (alias: string, level: 'top' | 'inner', description: string, steps: readonly Step[]): Flow => ({
  alias,
  description,
  providerId: 'basic-flow',
  topLevel: level === 'top',
  builtIn: false,
  authenticationExecutions: steps.map((each, index) => ({
    ...each,
    authenticatorFlow: 'flowAlias' in each,
    priority: (index + 1) * 10,
    userSetupAllowed: false,
  })),
});

/**
 * A session, which came about by both factors, or both factors. The second is REQUIRED and not CONDITIONAL, as in Keycloak's
 * own flows: who has none is made to enrol one before the first login is over, and no condition can go wrong.
 */
const sessionOrFactors = (alias: string, level: 'top' | 'inner'): readonly Flow[] => [
  toFlow(alias, level, 'Session, or password and second factor', [
    step('auth-cookie', 'ALTERNATIVE'),
    subflow(`${alias} forms`, 'ALTERNATIVE'),
  ]),
  toFlow(`${alias} forms`, 'inner', 'Password, then a one-time password', [
    step('auth-username-password-form', 'REQUIRED'),
    step('auth-otp-form', 'REQUIRED'),
  ]),
];

/** The flows of a realm in which nobody gets in without a second factor. */
export const loginFlows: readonly Flow[] = [
  ...sessionOrFactors(browserFlow, 'top'),
  // Keycloak's own lets whoever reads a mailbox replace the password and the second factor both.
  toFlow(resetFlow, 'top', 'Mail, second factor, then a new password', [
    step('reset-credentials-choose-user', 'REQUIRED'),
    step('reset-credential-email', 'REQUIRED'),
    step('auth-otp-form', 'REQUIRED'),
    step('reset-password', 'REQUIRED'),
  ]),
  toFlow(closedFlow, 'top', 'Nobody gets in here', [step('deny-access-authenticator', 'REQUIRED')]),
];

/**
 * Which flow is at which door. Passwords handed over by an application, as Docker's protocol and direct grants do, know
 * no second factor; nobody comes through another identity provider, and nobody registers.
 */
export const flowBindings = {
  browserFlow,
  resetCredentialsFlow: resetFlow,
  directGrantFlow: closedFlow,
  dockerAuthenticationFlow: closedFlow,
  resetPasswordAllowed: false,
  registrationAllowed: false,
  rememberMe: false,
  identityProviders: [],
} as const;

/** The flow of whoever comes through another identity provider: a realm can be given it only once the realm is there. */
export const brokerFlow = { firstBrokerLoginFlow: closedFlow } as const;

/** What each client may not do, whatever else it may: every one of these would be a login past the flows. */
export const disabledGrants = {
  directAccessGrantsEnabled: false,
  implicitFlowEnabled: false,
  serviceAccountsEnabled: false,
} as const;

/** One-time passwords that all common authenticator apps know; a code works once. */
export const oneTimePasswords = {
  otpPolicyType: 'totp',
  otpPolicyAlgorithm: 'HmacSHA1',
  otpPolicyDigits: 6,
  otpPolicyPeriod: 30,
  otpPolicyLookAheadWindow: 1,
  otpPolicyCodeReusable: false,
} as const;

const action = (alias: string, name: string, use: 'always' | 'when asked' | 'never', priority: number) => ({
  alias,
  name,
  providerId: alias,
  priority,
  enabled: use !== 'never',
  defaultAction: use === 'always',
});

/** What people have to do, or may. Those of kinds of credentials that no flow asks for would lead nowhere. */
export const requiredActions: readonly RequiredAction[] = [
  action('VERIFY_EMAIL', 'Verify Email', 'when asked', 10),
  action('CONFIGURE_TOTP', 'Configure OTP', 'always', 20),
  action('UPDATE_PASSWORD', 'Update Password', 'when asked', 30),
  action('delete_credential', 'Delete Credential', 'when asked', 100),
  action('UPDATE_PROFILE', 'Update Profile', 'never', 40),
  // What the directory says of a person is theirs to change there.
  action('VERIFY_PROFILE', 'Verify Profile', 'never', 110),
  action('webauthn-register', 'Webauthn Register', 'never', 80),
  action('webauthn-register-passwordless', 'Webauthn Register Passwordless', 'never', 90),
  action('CONFIGURE_RECOVERY_AUTHN_CODES', 'Recovery Authentication Codes', 'never', 120),
];

/** Whom a client is for, where not everybody may log in to it. */
export type ClientAudience = { readonly group: GroupPath } | { readonly person: string };

interface GatedFlows {
  readonly flows: readonly Flow[];
  readonly configs: RealmRepresentation['authenticatorConfig'];
}

/**
 * The flows of a client that is for some people only, and their settings. The gate stands behind the session too: who is
 * logged in elsewhere is not let in by that.
 */
export function gatedFlows(client: string, audience: ClientAudience): GatedFlows {
  const name = gatedFlow(client);
  const [login, gate, outside] = [`${name} by both factors`, `${name} gate`, `${name} others`];
  const condition: { readonly authenticator: string; readonly config: Readonly<Record<string, string>> } =
    'group' in audience
      ? { authenticator: 'conditional-user-role', config: { condUserRole: accessRoleName(client), negate: 'true' } }
      : {
          authenticator: 'conditional-user-attribute',
          config: { attribute_name: 'username', attribute_expected_value: audience.person, not: 'true' },
        };
  const flows: readonly Flow[] = [
    toFlow(name, 'top', `Login to ${client}`, [subflow(login, 'REQUIRED'), subflow(gate, 'CONDITIONAL')]),
    ...sessionOrFactors(login, 'inner'),
    toFlow(gate, 'inner', `Refuses whom ${client} is not for`, [
      { ...step(condition.authenticator, 'REQUIRED'), authenticatorConfig: outside },
      step('deny-access-authenticator', 'REQUIRED'),
    ]),
  ];
  return { flows, configs: [{ alias: outside, config: condition.config }] };
}

/** Name of the flow of a client that is for some people only. */
export const gatedFlow = (client: string): string => `login to ${client}`;

/** Name of the role that its group has. */
export const accessRoleName = (client: string): string => `${client} user`;
