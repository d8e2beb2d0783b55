import { exampleRealm } from '../example-files';
import { applyingChanges } from '../login/keycloak-server';
import { loginFindings, watch, withSubject } from '../login/login-change';
import { realmSubject } from '../login/login-subjects';
import { otherRealmSettings } from '../login/other-settings';
import { realmChanges } from '../login/realm-changes';
import { realmDemandChanges } from '../login/realm-demands';
import { serviceLoginChanges } from '../login/service-logins';
import type { ReviewRule } from '../review-rule';
import { objectSubject } from '../subjects';

/** Less that a login asks for, or that is known of it afterwards. */
export const weakerLoginRule: ReviewRule = {
  id: 'weaker-login',
  finds: 'weaker login requirements: password policy, brute-force detection, HTTPS, PKCE, and logging of logins',
  class: 'weakens',
  why: 'Passwords and sessions become easier to guess or steal, or there is no record that it happened.',
  remedy: 'Keep the requirement. If one application cannot meet it, make an exception for that client, with a reason.',
  dangerous: { before: realm(14), after: realm(6) },
  harmless: { before: realm(14), after: realm(16) },
  findings: (comparison) => {
    const { realms, unread } = realmChanges(comparison);
    return [
      ...realms.flatMap(({ before, after, change, key, name }) => {
        if (before === undefined || after === undefined) {
          const what =
            after === undefined
              ? 'is no longer rendered: nothing brings it back to what it should be'
              : 'is a new realm';
          return loginFindings(withSubject(realmSubject({ realm: name }), [watch(what)]), change, ['data', key]);
        }
        const other = withSubject(realmSubject(after), otherRealmSettings(before, after));
        return loginFindings([...realmDemandChanges(before, after), ...other], change, ['data', key]);
      }),
      ...unread.flatMap(({ change, key }) =>
        loginFindings(
          withSubject(objectSubject(change), [watch(`has a realm in ${key} that could not be judged`)]),
          change,
          ['data', key],
        ),
      ),
      ...comparison.objects.flatMap((change) => {
        const { before, after } = change;
        if (before === undefined || after === undefined) return [];
        const changes = [...serviceLoginChanges(change).demands, ...applyingChanges(before, after)];
        return loginFindings(withSubject(objectSubject(change), changes), change, ['spec']);
      }),
    ];
  },
};

function realm(length: number): ReviewRule['dangerous']['before'] {
  return exampleRealm({ passwordPolicy: `length(${length}) and notUsername(undefined)` });
}
