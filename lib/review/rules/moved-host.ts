import { objectKey } from '../comparison';
import type { RenderedSnapshot } from '../rendered-snapshot';
import type { ReviewRule, RuleFinding } from '../review-rule';
import { routeHost, routeKind, routesByHost } from '../routes';

/** A host that leads to the application of another tenant. */
export const movedHostRule: ReviewRule = {
  id: 'moved-host',
  finds: 'a host that moves to another tenant, and a new one below the host of another tenant',
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
    const isRegistered = (host: string): boolean => after.files.has(`dns/${host}.zone`);
    return [...current].flatMap(([host, holder]): readonly RuleFinding[] => {
      const former = old.get(host);
      const above = former === undefined ? hostAbove(host, holder, current, isRegistered) : undefined;
      if (former === holder || (former === undefined && above === undefined)) return [];
      const targets = changed
        .filter((change) => [change.before, change.after].some((each) => routeHost(each) === host))
        .map((change) => ({ change, path: ['spec', 'host'] }));
      const common = { layer: 'cluster' as const, subject: `https://${host}`, targets };
      return above === undefined
        ? [{ ...common, class: 'lets-in', what: `leads to ${holder} in place of ${former ?? ''}` }]
        : [
            {
              ...common,
              class: 'watch',
              what: `is below ${above} of ${current.get(above) ?? ''}, whose cookies it may get, and belongs to ${holder}`,
            },
          ];
    });
  },
};

/**
 * The nearest host above another one that somebody else has: cookies for it and all below it come here too (RFC 6265, section 5.1.3).
 * All names of a community are below its registered domains.
 */
function hostAbove(
  host: string,
  holder: string,
  holders: ReadonlyMap<string, string>,
  isRegistered: (host: string) => boolean,
): string | undefined {
  const parts = host.split('.');
  const above = parts.slice(1).map((_, index) => parts.slice(index + 1).join('.'));
  const found = above.find((each) => holders.has(each) && !isRegistered(each));
  return found === undefined || holders.get(found) === holder ? undefined : found;
}

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
