import { exampleRealm } from '../example-files';
import type { ObjectChange, ResourceChange } from '../changes';
import { isFirst } from '../is-first';
import { clusterClientChanges, clusterClientKind, clusterLoginKind, clusterWayChanges } from '../login/cluster-login';
import {
  clusterServerOptions,
  keycloakKind,
  serverChanges,
  taskServerOptions,
  taskType,
} from '../login/keycloak-server';
import { loginFindings, withSubject } from '../login/login-change';
import { clusterLoginSubject } from '../login/login-subjects';
import { realmChanges } from '../login/realm-changes';
import { realmWayChanges } from '../login/realm-ways';
import { serviceLoginChanges } from '../login/service-logins';
import type { ReviewRule, RuleFinding } from '../review-rule';
import { routesByHost } from '../routes';
import { objectSubject } from '../subjects';

/** Further people who get in, and further ways to log in. */
export const widerLoginRule: ReviewRule = {
  id: 'wider-login',
  finds: 'more people who can log in, more ways to log in, and more redirect targets',
  class: 'lets-in',
  why: 'Whoever logs in this way, or intercepts a login, has access to every service that trusts single sign-on.',
  remedy:
    'Write redirect URIs in full, with HTTPS and a host of that service, and keep all ways around the login page closed.',
  dangerous: { before: realm('https://wiki.commons.example/callback'), after: realm('https://*') },
  harmless: {
    before: realm('https://wiki.commons.example/callback'),
    after: realm('https://wiki.commons.example/callback', {
      clientId: 'pad-web',
      redirectUris: ['https://pad.commons.example/callback'],
    }),
  },
  findings: (comparison) => {
    if (isFirst(comparison)) return [];
    const routes = (host: string) => routesByHost(comparison.after).get(host) ?? [];
    return [
      ...realmChanges(comparison).realms.flatMap(({ before, after, change, key }) =>
        before === undefined || after === undefined
          ? []
          : loginFindings(realmWayChanges(before, after, routes), change, ['data', key]),
      ),
      ...comparison.objects.flatMap(objectFindings),
      ...comparison.resources.filter(({ type }) => type === taskType).flatMap(taskFindings),
    ];
  },
};

function objectFindings(change: ObjectChange): readonly RuleFinding[] {
  const { kind, name, before, after } = change;
  if (after === undefined) return [];
  switch (kind) {
    case clusterLoginKind:
      return loginFindings(withSubject(clusterLoginSubject, clusterWayChanges(before, after)), change, [
        'spec',
        'identityProviders',
      ]);
    case clusterClientKind:
      return loginFindings(withSubject(`client ${name} of the cluster`, clusterClientChanges(before, after)), change, [
        'redirectURIs',
      ]);
    case keycloakKind: {
      const [old, current] = [before && clusterServerOptions(before), clusterServerOptions(after)];
      const changes = old === undefined || current === undefined ? [] : serverChanges(old, current);
      return loginFindings(withSubject(objectSubject(change), changes), change, ['spec']);
    }
    default:
      return loginFindings(withSubject(objectSubject(change), serviceLoginChanges(change).ways), change, ['spec']);
  }
}

function taskFindings(change: ResourceChange): readonly RuleFinding[] {
  const { before, after, stack } = change;
  const [old, current] = [before && taskServerOptions(before), after && taskServerOptions(after)];
  if (old === undefined || current === undefined) return [];
  const changes = withSubject(`Keycloak of ${stack}`, serverChanges(old, current));
  return loginFindings(changes, change, ['Properties', 'ContainerDefinitions']);
}

function realm(redirect: string, ...others: readonly object[]): ReviewRule['dangerous']['before'] {
  return exampleRealm({ clients: [{ clientId: 'wiki-web', redirectUris: [redirect] }, ...others] });
}
