import { exampleRealm } from '../example-files';
import { loginFindings, withSubject } from '../login/login-change';
import { realmChanges } from '../login/realm-changes';
import { realmRightChanges } from '../login/realm-rights';
import { serviceLoginChanges } from '../login/service-logins';
import type { ReviewRule } from '../review-rule';
import { objectSubject } from '../subjects';

/** People who may do more once they are logged in. */
export const widerLoginRightsRule: ReviewRule = {
  id: 'wider-login-rights',
  finds: 'more rights for groups, accounts and tokens: roles, administrators, and claims in tokens',
  class: 'lets-in',
  why: 'Services trust the claims of single sign-on and grant rights by them, up to administration of the cluster.',
  remedy: 'Grant a role to the one group that needs it, and fill claims only from attributes of the user.',
  dangerous: { before: realm([]), after: realm(['realm-admin']) },
  harmless: { before: realm(['realm-admin']), after: realm([]) },
  findings: (comparison) => [
    ...realmChanges(comparison).realms.flatMap(({ before, after, change, key }) =>
      before === undefined || after === undefined
        ? []
        : loginFindings(realmRightChanges(before, after), change, ['data', key]),
    ),
    ...comparison.objects.flatMap((change) =>
      loginFindings(withSubject(objectSubject(change), serviceLoginChanges(change).rights), change, ['spec']),
    ),
  ],
};

function realm(roles: readonly string[]): ReviewRule['dangerous']['before'] {
  return exampleRealm({ groups: [{ name: 'helpers', clientRoles: { 'realm-management': roles } }] });
}
