import type { ObjectChange } from '../changes';
import { exampleManifest } from '../example-files';
import type { ReviewRule } from '../review-rule';
import { routeHost, routeKind, routePath, routesByHost } from '../routes';
import { objectSubject } from '../subjects';
import { isClosedService } from '../closed-service';
import { textAt, valueAt } from '../value-at';

/** A workload, a host or a whole application that is gone. */
export const removedServiceRule: ReviewRule = {
  id: 'removed-service',
  finds: 'pods, a scheduled job, a host, machines or a whole application that is removed',
  class: 'interrupts',
  why: 'Argo CD deletes it, and its users get errors.',
  remedy:
    'Tell its users first. To move it, add the new one, move its users, and remove the old one in a later change.',
  dangerous: { before: deployment('web'), after: {} },
  harmless: { before: deployment('web'), after: { ...deployment('web'), ...deployment('search') } },
  findings: ({ objects, after }) => {
    const gone = objects.filter(
      (change) =>
        serving.has(change.kind) && (change.after === undefined || isMoved(change)) && !isClosedRoute(change.before),
    );
    const current = gone.some(({ kind }) => kind === routeKind) ? routesByHost(after) : undefined;
    /** Another Route has the host and the path of one that is gone. */
    const isAnswered = ({ kind, before }: ObjectChange) =>
      kind === routeKind &&
      (current?.get(routeHost(before)) ?? []).some((route) => routePath(route) === routePath(before));
    return gone
      .filter((change) => !isAnswered(change) && !isInAnotherZone(change, objects))
      .map((change) => ({
        class: 'interrupts' as const,
        layer: 'cluster' as const,
        subject: objectSubject({ ...change, after: undefined }),
        what: 'will be gone',
        targets: [{ change }],
      }));
  },
};

const machinesKind = 'machine.openshift.io/MachineSet';

/** Whether machines are gone for others of their pool in the same change. */
const isInAnotherZone = ({ kind, before }: ObjectChange, objects: readonly ObjectChange[]): boolean =>
  kind === machinesKind &&
  objects.some(
    (other) =>
      other.kind === machinesKind && other.before === undefined && poolNamed(other.after) === poolNamed(before),
  );

const poolNamed = (object: unknown): string | undefined =>
  textAt(object, ['spec', 'template', 'spec', 'metadata', 'labels', 'commons-platform/pool']);

/** Whether nobody was served by it: the routers answered in its place. `opened-path` says what becomes of its path. */
const isClosedRoute = (object: unknown): boolean =>
  valueAt(object, ['kind']) === 'Route' && isClosedService(textAt(object, ['spec', 'to', 'name']) ?? '');

/** Whether a Route of the same name has another host, so that nothing answers for the one before. */
const isMoved = ({ kind, before, after }: ObjectChange): boolean =>
  kind === routeKind &&
  before !== undefined &&
  routeHost(before) !== '' &&
  `${routeHost(before)}${routePath(before)}` !== `${routeHost(after)}${routePath(after)}`;

const serving: ReadonlySet<string> = new Set([
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'batch/CronJob',
  machinesKind,
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
