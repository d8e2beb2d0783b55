import { exampleRealm } from '../example-files';
import { loginFindings } from '../login/login-change';
import { realmChanges } from '../login/realm-changes';
import { secondFactorChanges } from '../login/second-factor-changes';
import type { ReviewRule } from '../review-rule';

/** People who log in with less than two factors. */
export const secondFactorRule: ReviewRule = {
  id: 'second-factor',
  finds: 'a way to log in without a second factor, judged by the whole authentication flow, or with a weaker one',
  class: 'weakens',
  why: 'A password can be guessed, reused or phished, and would then open every service behind single sign-on.',
  remedy:
    'Keep the second factor REQUIRED in every flow. For people who cannot use one-time passwords, offer another second factor beside them.',
  dangerous: { before: realm('REQUIRED'), after: realm('CONDITIONAL') },
  harmless: { before: realm('CONDITIONAL'), after: realm('REQUIRED') },
  findings: (comparison) =>
    realmChanges(comparison).realms.flatMap(({ before, after, change, key }) =>
      before === undefined || after === undefined
        ? []
        : loginFindings(secondFactorChanges(before, after), change, ['data', key]),
    ),
};

function realm(requirement: string): ReviewRule['dangerous']['before'] {
  return exampleRealm({
    browserFlow: 'login',
    authenticationFlows: [
      {
        alias: 'login',
        topLevel: true,
        authenticationExecutions: [
          { authenticator: 'auth-username-password-form', requirement: 'REQUIRED' },
          { flowAlias: 'code', requirement },
        ],
      },
      { alias: 'code', authenticationExecutions: [{ authenticator: 'auth-otp-form', requirement: 'REQUIRED' }] },
    ],
  });
}
