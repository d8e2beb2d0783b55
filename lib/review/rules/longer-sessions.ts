import { exampleRealm } from '../example-files';
import { clusterLifetimeChanges, clusterLoginKind } from '../login/cluster-login';
import { loginFindings, withSubject } from '../login/login-change';
import { clusterLoginSubject } from '../login/login-subjects';
import { realmChanges } from '../login/realm-changes';
import { realmLifetimeChanges } from '../login/realm-lifetimes';
import { serviceLoginChanges } from '../login/service-logins';
import type { ReviewRule } from '../review-rule';
import { objectSubject } from '../subjects';

/** Logins and what they give that are good for longer. */
export const longerSessionsRule: ReviewRule = {
  id: 'longer-sessions',
  finds: 'logins, tokens and links that are good for longer, or can be renewed without a new login',
  class: 'weakens',
  why: 'Whoever steals a token, or sits down at a machine that somebody left, is in until it ends; so is whoever had to go.',
  remedy: 'Keep it as short as people bear. Where one program needs longer, give it to that client alone.',
  dangerous: { before: realm(43_200), after: realm(2_592_000) },
  harmless: { before: realm(43_200), after: realm(28_800) },
  findings: (comparison) => [
    ...realmChanges(comparison).realms.flatMap(({ before, after, change, key }) =>
      before === undefined || after === undefined
        ? []
        : loginFindings(realmLifetimeChanges(before, after), change, ['data', key]),
    ),
    ...comparison.objects.flatMap((change) => {
      const { kind, before, after } = change;
      if (before === undefined || after === undefined) return [];
      return kind === clusterLoginKind
        ? loginFindings(withSubject(clusterLoginSubject, clusterLifetimeChanges(before, after)), change, [
            'spec',
            'tokenConfig',
          ])
        : loginFindings(withSubject(objectSubject(change), serviceLoginChanges(change).lifetimes), change, ['spec']);
    }),
  ],
};

function realm(ssoSessionIdleTimeout: number): ReviewRule['dangerous']['before'] {
  return exampleRealm({ ssoSessionIdleTimeout });
}
