import type { ObjectChange } from '../changes';
import { exampleManifest } from '../example-files';
import type { ReviewRule } from '../review-rule';
import { routeHost, routeKind, routePath, routesByHost } from '../routes';
import { objectSubject } from '../subjects';

/** A workload, a host or a whole application that is gone. */
export const removedServiceRule: ReviewRule = {
  id: 'removed-service',
  finds: 'pods, a host or a whole application that is removed',
  class: 'interrupts',
  why: 'Argo CD deletes it, and its users get errors.',
  remedy:
    'Tell its users first. To move it, add the new one, move its users, and remove the old one in a later change.',
  dangerous: { before: deployment('web'), after: {} },
  harmless: { before: deployment('web'), after: { ...deployment('web'), ...deployment('search') } },
  findings: ({ objects, after }) => {
    const gone = objects.filter(
      (change) => serving.has(change.kind) && (change.after === undefined || isMoved(change)),
    );
    const current = gone.some(({ kind }) => kind === routeKind) ? routesByHost(after) : undefined;
    /** Another Route has the host and the path of one that is gone. */
    const isAnswered = ({ kind, before }: ObjectChange) =>
      kind === routeKind &&
      (current?.get(routeHost(before)) ?? []).some((route) => routePath(route) === routePath(before));
    return gone
      .filter((change) => !isAnswered(change))
      .map((change) => ({
        class: 'interrupts' as const,
        layer: 'cluster' as const,
        subject: objectSubject({ ...change, after: undefined }),
        what: 'will be gone',
        targets: [{ change }],
      }));
  },
};

/** Whether a Route of the same name has another host, so that nothing answers for the one before. */
const isMoved = ({ kind, before, after }: ObjectChange): boolean =>
  kind === routeKind &&
  before !== undefined &&
  routeHost(before) !== '' &&
  `${routeHost(before)}${routePath(before)}` !== `${routeHost(after)}${routePath(after)}`;

const serving: ReadonlySet<string> = new Set([
  'apps/Deployment',
  'apps/StatefulSet',
  'argoproj.io/Application',
  routeKind,
  'operator.openshift.io/IngressController',
]);

function deployment(name: string): ReviewRule['dangerous']['before'] {
  const metadata = { name, namespace: 'wiki' };
  return exampleManifest(`wiki/${name}`, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { replicas: 2 },
  });
}
