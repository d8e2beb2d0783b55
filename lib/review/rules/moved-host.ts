import { objectKey } from '../comparison';
import type { RenderedSnapshot } from '../rendered-snapshot';
import type { ReviewRule } from '../review-rule';
import { routeHost, routeKind, routesByHost } from '../routes';

/** A host that leads to the application of another tenant. */
export const movedHostRule: ReviewRule = {
  id: 'moved-host',
  finds: 'a host that moves to another tenant',
  class: 'lets-in',
  why: 'Users of the host reach the other application, and their browsers send it their cookies and sessions.',
  remedy:
    'Check that both tenants know about it; give the new application another host, or end all sessions of the old one first.',
  dangerous: { before: route('board', 'notes.commons.example'), after: route('pad', 'notes.commons.example') },
  harmless: {
    before: route('pad', 'pad.commons.example'),
    after: { ...route('pad', 'pad.commons.example'), ...route('surveys', 'surveys.commons.example') },
  },
  findings: ({ objects, before, after }) => {
    const changed = objects.filter(({ kind }) => kind === routeKind);
    if (changed.length === 0) return [];
    const [old, current] = [holders(before), holders(after)];
    return [...current].flatMap(([host, holder]) => {
      const former = old.get(host);
      if (former === undefined || former === holder) return [];
      const targets = changed
        .filter((change) => [change.before, change.after].some((each) => routeHost(each) === host))
        .map((change) => ({ change, path: ['spec', 'host'] }));
      return [
        {
          class: 'lets-in' as const,
          layer: 'cluster' as const,
          subject: `https://${host}`,
          what: `leads to ${holder} in place of ${former}`,
          targets,
        },
      ];
    });
  },
};

/** Namespace whose Routes have a host, by host: of several the last by name. */
const holders = (snapshot: RenderedSnapshot): ReadonlyMap<string, string> =>
  new Map(
    [...routesByHost(snapshot)].flatMap(([host, routes]) => {
      const last = [...routes].sort((one, other) => (objectKey(one) < objectKey(other) ? -1 : 1)).at(-1);
      return host === '' || last === undefined ? [] : [[host, last.metadata.namespace ?? ''] as const];
    }),
  );

function route(namespace: string, host: string): Readonly<Record<string, string>> {
  return {
    [`cluster/${namespace}/web.yaml`]: `apiVersion: route.openshift.io/v1
kind: Route
metadata:
  name: ${host.replaceAll('.', '-')}
  namespace: ${namespace}
spec:
  host: ${host}
  to: { kind: Service, name: web }
`,
  };
}
