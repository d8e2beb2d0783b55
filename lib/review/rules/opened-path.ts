import { isClosedService } from '../closed-service';
import { exampleManifest } from '../example-files';
import type { ReviewRule } from '../review-rule';
import { routeHost, routeKind, routePath, routesByHost } from '../routes';
import { textAt } from '../value-at';

/** A path that was closed to the internet and is answered now. */
export const openedPathRule: ReviewRule = {
  id: 'opened-path',
  finds: 'a path of a host that was blocked from the internet and is served now',
  class: 'lets-in',
  why: 'Metrics, health and admin pages are blocked because they reveal internals of the application, or allow changes.',
  remedy: 'Keep the path blocked, or make sure that what it serves is meant to be public.',
  dangerous: {
    before: { ...route('wiki', undefined), ...route('wiki-closed', '/metrics') },
    after: route('wiki', undefined),
  },
  harmless: {
    before: { ...route('wiki', undefined), ...route('wiki-closed', '/metrics') },
    after: {
      ...route('wiki', undefined),
      ...route('wiki-closed', '/metrics'),
      ...route('streaming', '/api/streaming'),
    },
  },
  findings: ({ objects, after }) => {
    const closed = objects.filter(({ kind, before }) => kind === routeKind && isClosed(before));
    if (closed.length === 0) return [];
    const current = routesByHost(after);
    return closed.flatMap((change) => {
      const [host, path] = [routeHost(change.before), routePath(change.before)];
      const left = current.get(host) ?? [];
      const stillClosed = left.some((each) => routePath(each) === path && isClosed(each));
      return left.length === 0 || stillClosed
        ? []
        : [
            {
              class: 'lets-in' as const,
              layer: 'cluster' as const,
              subject: `https://${host}${path}`,
              what: 'was blocked, and is served from now on',
              targets: [{ change }],
            },
          ];
    });
  },
};

const isClosed = (route: unknown): boolean => isClosedService(textAt(route, ['spec', 'to', 'name']) ?? '');

function route(service: string, path: string | undefined): ReviewRule['dangerous']['before'] {
  const name = `wiki-commons-example${path?.replaceAll('/', '-') ?? ''}`;
  const spec = { host: 'wiki.commons.example', to: { kind: 'Service', name: service } };
  return exampleManifest(`wiki/${name}`, {
    apiVersion: 'route.openshift.io/v1',
    kind: 'Route',
    metadata: { name, namespace: 'wiki' },
    spec: path === undefined ? spec : { ...spec, path },
  });
}
