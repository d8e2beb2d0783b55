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
  finds: 'sessions, tokens and action links that live longer, or can be renewed without a new login',
  class: 'weakens',
  why: 'A stolen token or an unattended machine gives access until the session ends, and so does the account of someone who left.',
  remedy: 'Keep lifetimes as short as users accept. If one application needs longer, set it for that client only.',
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
